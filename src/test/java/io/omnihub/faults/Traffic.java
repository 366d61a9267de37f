package io.omnihub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.faults.Shop.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Callers who place orders and cancel from them until they are told to stop. Each has one request at a time, and repeats
 * it, with the same key, for as long as it stays unanswered or is answered by 503. Any other refusal, since there is stock
 * enough for all, and a request that never gets its answer, fail {@link #stop}.
 */
final class Traffic {
    private static final Duration REPEAT_AFTER = Duration.ofMillis(100);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(90);
    private static final int MAX_LINES = 4;
    private static final int MAX_QUANTITY = 3;

    private final Supplier<Hub> hub;
    private final Shop shop;
    private final Books books;
    private final String name;
    private final Duration pause;
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> callers = new ArrayList<>();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();

    private Traffic(Supplier<Hub> hub, Shop shop, Books books, String name, Duration pause) {
        this.hub = hub;
        this.shop = shop;
        this.books = books;
        this.name = name;
        this.pause = pause;
    }

    /** @param name sets the keys of this traffic apart from those of another on the same database */
    static Traffic start(Supplier<Hub> hub, Shop shop, Books books, String name, int callers, long seed) {
        return start(hub, shop, books, name, callers, seed, Duration.ZERO);
    }

    /** @param pause of each caller after an order */
    static Traffic start(
            Supplier<Hub> hub, Shop shop, Books books, String name, int callers, long seed, Duration pause) {
        var traffic = new Traffic(hub, shop, books, name, pause);
        for (int i = 0; i < callers; i++) {
            var caller = traffic.new Caller(i, new Random(seed * 31 + i));
            traffic.callers.add(traffic.threads.submit(caller::trade));
        }
        return traffic;
    }

    /** Lets every caller finish what it has begun, and says what they saw. */
    String stop() throws InterruptedException {
        end.countDown();
        try {
            for (var caller : callers) {
                caller.get();
            }
        } catch (ExecutionException failure) {
            throw new AssertionError("a caller of " + name + " failed", failure.getCause());
        } finally {
            threads.shutdownNow();
        }
        return "%s: %d orders and %d cancellations in the books; %d times 503, %d unanswered, %d replayed"
                .formatted(
                        name,
                        books.orders(),
                        books.cancellations(),
                        unavailable.get(),
                        unanswered.get(),
                        replayed.get());
    }

    /** How often a caller was told to come again. */
    int unavailable() {
        return unavailable.get();
    }

    int unanswered() {
        return unanswered.get();
    }

    private final class Caller {
        private final int number;
        private final Random random;
        private int requests;

        Caller(int number, Random random) {
            this.number = number;
            this.random = random;
        }

        private Void trade() throws IOException, InterruptedException {
            do {
                place();
            } while (!end.await(pause.toNanos(), TimeUnit.NANOSECONDS));
            return null;
        }

        private void place() throws IOException {
            var lines = random.ints(0, shop.skus())
                    .distinct()
                    .limit(1 + random.nextInt(MAX_LINES))
                    .mapToObj(sku -> new Line(Shop.sku(sku), 1 + random.nextInt(MAX_QUANTITY)))
                    .toList();
            var key = nextKey();
            var reply = untilAnswered("/api/v1/orders", Shop.order(key, lines), key);
            assertThat(reply.status()).as("%s", reply).isIn(200, 201);
            books.placed(reply.id(), key, lines);
            if (random.nextBoolean()) {
                cancel(reply.id(), 1 + random.nextLong(lines.getFirst().quantity()));
            }
        }

        private void cancel(String order, long units) throws IOException {
            var body = Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", units)));
            var reply = untilAnswered("/api/v1/orders/" + order + "/cancellations", body, nextKey());
            assertThat(reply.status()).as("%s", reply).isIn(200, 201);
            books.cancelled(reply.id(), order, units);
        }

        private Reply untilAnswered(String path, Object body, String key) throws IOException {
            long deadline = System.nanoTime() + GIVE_UP_AFTER.toNanos();
            while (System.nanoTime() < deadline) {
                try {
                    var reply = hub.get().post(path, body, key);
                    if (!reply.asksForRepeat()) {
                        replayed.addAndGet(reply.status() == 200 ? 1 : 0);
                        return reply;
                    }
                    unavailable.incrementAndGet();
                } catch (IOException noAnswer) {
                    unanswered.incrementAndGet();
                }
                LockSupport.parkNanos(REPEAT_AFTER.toNanos());
            }
            throw new AssertionError("%s is never answered".formatted(key));
        }

        private String nextKey() {
            return "%s-%d-%d".formatted(name, number, ++requests);
        }
    }
}
