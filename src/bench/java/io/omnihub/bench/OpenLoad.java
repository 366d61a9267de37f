package io.omnihub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Callers who come at a steady rate, whether or not those before them were served. Each takes one of a fixed number of
 * connections, and goes away where all of them wait for an answer.
 */
final class OpenLoad {
    private static final int REQUEST_BYTES = 4 * 1024;
    private static final int ANSWER_BYTES = 4 * 1024;
    private static final long TURN_MS = 1;
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /**
     * What became of them.
     *
     * @param served those answered with {@link HttpLoad#CREATED}
     * @param byStatus how many answers had which status
     * @param withoutRetryAfter refusals that do not say when to come again
     * @param unsent callers who found no connection
     */
    record Outcome(Sample served, Map<Integer, Long> byStatus, long withoutRetryAfter, long unsent) {}

    private final HttpLoad.Requests requests;
    private final double perNano;
    private final long start = System.nanoTime();
    private final long endsAt;
    private final ByteBuffer out = ByteBuffer.allocateDirect(REQUEST_BYTES);
    private final Deque<SelectionKey> idle = new ArrayDeque<>();
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private long[] latencies = new long[1 << 16];
    private int served;
    private long came;
    private long unsent;
    private long withoutRetryAfter;
    private int inFlight;

    private OpenLoad(HttpLoad.Requests requests, double perSecond, Duration duration) {
        this.requests = requests;
        this.perNano = perSecond / 1e9;
        this.endsAt = start + duration.toNanos();
    }

    /** Runs until the duration is over and every request is answered. */
    static Outcome run(int port, int connections, double perSecond, Duration duration, HttpLoad.Requests requests)
            throws IOException {
        try (var selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                HttpLoad.connect(port).register(selector, SelectionKey.OP_READ, new HttpAnswer(ANSWER_BYTES));
            }
            var clientCpu = Sample.cpuSoFar();
            var load = new OpenLoad(requests, perSecond, duration);
            try {
                load.idle.addAll(selector.keys());
                load.run(selector);
            } finally {
                for (var key : selector.keys()) {
                    key.channel().close();
                }
            }
            var served = Sample.of(
                    List.of(Arrays.copyOf(load.latencies, load.served)),
                    duration,
                    Sample.cpuSoFar().minus(clientCpu));
            return new Outcome(served, load.byStatus, load.withoutRetryAfter, load.unsent);
        }
    }

    private void run(Selector selector) throws IOException {
        long heardAt = start;
        for (long now = start; now < endsAt || inFlight > 0; now = System.nanoTime()) {
            if (now < endsAt) {
                sendDue(now);
            }
            if (selector.select(TURN_MS) > 0) {
                heardAt = now;
            } else if (now - heardAt > SILENCE.toNanos()) {
                throw new IOException("no answer within " + SILENCE.toSeconds() + " s");
            }
            for (var key : selector.selectedKeys()) {
                receive(key);
            }
            selector.selectedKeys().clear();
        }
    }

    private void sendDue(long now) throws IOException {
        for (long due = (long) ((now - start) * perNano); came < due; came++) {
            var free = idle.poll();
            if (free == null) {
                unsent++;
            } else {
                send(free);
            }
        }
    }

    private void send(SelectionKey key) throws IOException {
        out.clear();
        requests.next(out);
        out.flip();
        ((HttpAnswer) key.attachment()).sentAt = System.nanoTime();
        while (out.hasRemaining()) {
            ((SocketChannel) key.channel()).write(out);
        }
        inFlight++;
    }

    private void receive(SelectionKey key) throws IOException {
        var answer = (HttpAnswer) key.attachment();
        if (((SocketChannel) key.channel()).read(answer.bytes) < 0) {
            throw new IOException("the hub closed a connection after: " + answer.text());
        }
        if (!answer.isComplete()) {
            return;
        }
        count(answer);
        answer.clear();
        inFlight--;
        idle.add(key);
    }

    private void count(HttpAnswer answer) {
        byStatus.merge(answer.status(), 1L, Long::sum);
        if (answer.status() == HttpLoad.CREATED) {
            if (served == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * served);
            }
            latencies[served++] = System.nanoTime() - answer.sentAt;
        } else if (!answer.saysWhenToRepeat()) {
            withoutRetryAfter++;
        }
    }
}
