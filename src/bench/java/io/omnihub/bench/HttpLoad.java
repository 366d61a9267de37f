package io.omnihub.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A closed loop of HTTP/1.1 requests: each connection sends its next request when its last one is answered. It shares
 * the processors with what it measures, so it is one thread with one selector that copies ready-made requests and reads
 * of an answer no more than its status and length, unless another request follows from it.
 */
final class HttpLoad {
    /** Makes requests. */
    @FunctionalInterface
    interface Requests {
        /**
         * Writes one whole request.
         *
         * @return what is sent when it is answered, in place of the next one
         */
        Optional<FollowUp> next(ByteBuffer out);

        static Requests of(Supplier<byte[]> requests) {
            return out -> {
                out.put(requests.get());
                return Optional.empty();
            };
        }
    }

    /**
     * A request that follows from another's answer. The two count as one, which takes as long as both, and which the end
     * of the load does not cut in two.
     */
    @FunctionalInterface
    interface FollowUp {
        /** Writes one whole request. */
        void write(String answer, ByteBuffer out);
    }

    /**
     * What is sent.
     *
     * @param status of every answer; any other ends the load with an exception
     * @param perSecond requests at most, evenly; {@link #UNPACED} for as many as are answered
     */
    record Load(Requests requests, int status, int perSecond) {}

    static final int OK = 200;
    static final int CREATED = 201;
    static final int UNPACED = 0;

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final long SILENCE_MS = 30_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Load load;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final long endsAt;
    private long[] latencies = new long[1 << 16];
    private int answered;
    private int inFlight;
    private long nextSlot = System.nanoTime();

    private HttpLoad(Load load, long endsAt) {
        this.load = load;
        this.endsAt = endsAt;
    }

    /** Places orders until the duration is over and every request is answered. */
    static Sample run(int port, int connections, Duration duration, Requests orders) throws IOException {
        return run(port, connections, duration, new Load(orders, CREATED, UNPACED));
    }

    /** Runs until the duration is over and every request is answered. */
    static Sample run(int port, int connections, Duration duration, Load what) throws IOException {
        try (var selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                connect(port).register(selector, SelectionKey.OP_READ, new HttpAnswer(BUFFER_BYTES));
            }
            var clientCpu = Sample.cpuSoFar();
            long start = System.nanoTime();
            var load = new HttpLoad(what, start + duration.toNanos());
            try {
                load.run(selector);
            } finally {
                for (var key : selector.keys()) {
                    key.channel().close();
                }
            }
            return Sample.of(
                    List.of(Arrays.copyOf(load.latencies, load.answered)),
                    Duration.ofNanos(System.nanoTime() - start),
                    Sample.cpuSoFar().minus(clientCpu));
        }
    }

    static SocketChannel connect(int port) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return channel;
    }

    private void run(Selector selector) throws IOException {
        for (var key : selector.keys()) {
            send(key);
        }
        while (inFlight > 0) {
            selector.select(SILENCE_MS);
            var ready = selector.selectedKeys();
            if (ready.isEmpty()) {
                throw new IOException("no answer within " + SILENCE_MS + " ms");
            }
            for (var key : ready) {
                receive(key);
            }
            ready.clear();
        }
    }

    private void send(SelectionKey key) throws IOException {
        awaitSlot();
        out.clear();
        var answer = answer(key);
        answer.followUp = load.requests().next(out);
        answer.sentAt = System.nanoTime();
        writeOut(key);
        inFlight++;
    }

    private void follow(SelectionKey key, FollowUp followUp) throws IOException {
        awaitSlot();
        out.clear();
        followUp.write(answer(key).text(), out);
        answer(key).clear();
        writeOut(key);
    }

    private void writeOut(SelectionKey key) throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel(key).write(out);
        }
    }

    private void awaitSlot() {
        if (load.perSecond() == UNPACED) {
            return;
        }
        for (long now = System.nanoTime(); now < nextSlot; now = System.nanoTime()) {
            LockSupport.parkNanos(nextSlot - now);
        }
        nextSlot += NANOS_PER_SECOND / load.perSecond();
    }

    private void receive(SelectionKey key) throws IOException {
        var answer = answer(key);
        if (channel(key).read(answer.bytes) < 0) {
            throw new IOException("the hub closed a connection after: " + answer.text());
        }
        if (!answer.isComplete()) {
            return;
        }
        long now = System.nanoTime();
        if (answer.status() != load.status()) {
            throw new IOException("not the answer that was expected: " + answer.text());
        }
        if (answer.followUp.isPresent()) {
            follow(key, answer.followUp.get());
            return;
        }
        if (answered == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * answered);
        }
        latencies[answered++] = now - answer.sentAt;
        answer.clear();
        inFlight--;
        if (now < endsAt) {
            send(key);
        }
    }

    private static HttpAnswer answer(SelectionKey key) {
        return (HttpAnswer) key.attachment();
    }

    private static SocketChannel channel(SelectionKey key) {
        return (SocketChannel) key.channel();
    }
}
