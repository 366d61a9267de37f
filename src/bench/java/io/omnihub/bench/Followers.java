package io.omnihub.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Those who follow what happens on a hub, of whom some hear what an order of two lines brings. */
interface Followers extends AutoCloseable {
    String PLACED = "io.omnihub.order.placed.v1";

    /** For people. */
    String title();

    /** How many arrivals an order brings. */
    int anOrderBrings();

    @Override
    void close();

    /** Readers of server-sent events, some of whom want orders. */
    static Followers sse(Hub hub, int count, int wanting, Arrivals arrivals) throws IOException, InterruptedException {
        var readers = new SseReader(hub);
        var ready = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            String query = i < wanting ? "?types=" + PLACED : "?subject=nobody-" + i;
            readers.follow(query, arrivals::note, ready);
        }
        SseReader.await(ready);
        return new Some("%,d readers over HTTP".formatted(count), wanting, readers::close);
    }

    /**
     * Terminals of the location that orders are sent from, some of which read {@code events} and some {@code pos.stock},
     * and of another one. What {@code pos.stock} tells has no time in it, so one reader beside them is told of all.
     *
     * @param there secrets of those where orders are sent from
     * @param elsewhere secrets of those who hear nothing
     */
    static Followers terminals(Hub hub, List<String> there, List<String> elsewhere, long head, Arrivals arrivals)
            throws IOException, InterruptedException {
        var witness = new SseReader(hub);
        witness.follow("", arrivals::witness);
        var wanting = Till.connect(hub, there);
        var others = Till.connect(hub, elsewhere);
        String from = "{\"after\":\"%d\"}".formatted(head);
        int readEvents = (wanting.size() + 1) / 2;
        for (int i = 0; i < wanting.size(); i++) {
            Till till = wanting.get(i);
            var told = i < readEvents
                    ? till.stream("events", "{\"types\":[\"%s\"],\"after\":\"%d\"}".formatted(PLACED, head))
                    : till.stream("pos.stock", from);
            told.subscribe(arrivals::note, _ -> {});
        }
        others.forEach(till -> till.stream("pos.stock", from).subscribe(_ -> {}, _ -> {}));
        int readStock = wanting.size() - readEvents;
        return new Some("%,d terminals".formatted(wanting.size() + others.size()), readEvents + 2 * readStock, () -> {
            wanting.forEach(Till::close);
            others.forEach(Till::close);
            witness.close();
        });
    }

    /** Terminals that all want orders. */
    static Followers fanOut(Hub hub, List<String> secrets, long head, Arrivals arrivals) {
        var tills = Till.connect(hub, secrets);
        tills.forEach(till -> till.stream("events", "{\"types\":[\"%s\"],\"after\":\"%d\"}".formatted(PLACED, head))
                .subscribe(arrivals::note, _ -> {}));
        return new Some("%,d terminals".formatted(tills.size()), tills.size(), () -> tills.forEach(Till::close));
    }

    record Some(String title, int anOrderBrings, Runnable end) implements Followers {
        @Override
        public void close() {
            end.run();
        }
    }
}
