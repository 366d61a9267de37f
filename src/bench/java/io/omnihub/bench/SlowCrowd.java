package io.omnihub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * Readers of events who take one a second, or as many bytes: terminals that ask for no more, and readers over HTTP who leave
 * the rest in their sockets.
 */
final class SlowCrowd implements AutoCloseable {
    private static final int AN_EVENT_BYTES = 700;
    private static final int SOCKET_BUFFER_BYTES = 4_096;

    private final List<Till> tills;
    private final List<OneASecond> askers = new ArrayList<>();
    private final List<SocketChannel> sockets = new ArrayList<>();
    private final ScheduledExecutorService seconds = Executors.newSingleThreadScheduledExecutor();
    private final ByteBuffer bytes = ByteBuffer.allocate(AN_EVENT_BYTES);
    private final AtomicLong toldTills = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> lost = new AtomicReference<>();

    /** @param overHttp so many besides the terminals; they may hear everything */
    SlowCrowd(Hub hub, List<String> secrets, int overHttp) throws IOException {
        this.tills = Till.connect(hub, secrets);
        for (Till till : tills) {
            var asker = new OneASecond();
            till.stream("events", "{}").subscribe(asker);
            askers.add(asker);
        }
        for (int i = 0; i < overHttp; i++) {
            sockets.add(request(hub));
        }
        var _ = seconds.scheduleAtFixedRate(this::second, 1, 1, TimeUnit.SECONDS);
    }

    /** How much they were told so far; fails where one was cut off. */
    String told() throws IOException {
        if (lost.get() != null) {
            throw new IOException("a slow reader was cut off", lost.get());
        }
        return "%,d events taken by %d terminals, %,d bytes by %d over HTTP"
                .formatted(toldTills.get(), tills.size(), bytesRead.get(), sockets.size());
    }

    @Override
    public void close() {
        seconds.shutdownNow();
        tills.forEach(Till::close);
        sockets.forEach(SlowCrowd::close);
    }

    private final class OneASecond extends BaseSubscriber<String> {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(String event) {
            toldTills.incrementAndGet();
        }

        @Override
        protected void hookOnError(Throwable error) {
            lost.compareAndSet(null, error);
        }
    }

    private void second() {
        askers.forEach(asker -> asker.request(1));
        for (SocketChannel socket : sockets) {
            try {
                bytes.clear();
                bytesRead.addAndGet(Math.max(0, socket.read(bytes)));
            } catch (IOException closed) {
                lost.compareAndSet(null, closed);
            }
        }
    }

    private static SocketChannel request(Hub hub) throws IOException {
        var socket = SocketChannel.open();
        socket.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.port()));
        socket.write(
                ByteBuffer.wrap("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(Hub.KEY)
                        .getBytes(StandardCharsets.US_ASCII)));
        socket.configureBlocking(false);
        return socket;
    }

    private static void close(SocketChannel socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
