package io.omnihub.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The network between a hub and PostgreSQL, as bad as it is told to be. */
final class Link implements AutoCloseable {
    /** What happens to the bytes on the way. */
    enum State {
        /** Everything passes. */
        OPEN,
        /** Every connection is reset at a random byte. */
        CUTTING,
        /** The commit of a lane, which ends a longer message, is carried out; its answer does not pass, and the connection is reset. */
        LOSING_COMMITS,
        /** Nothing passes in either direction, and no end is seen, until the link is in another state. */
        SILENT,
        /** Every connection is reset, and a new one at once. */
        GONE
    }

    private static final int MAX_BYTES_UNTIL_CUT = 60_000;
    private static final int CHUNK_BYTES = 8_192;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final InetSocketAddress target;
    private final Random random;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger lostCommits = new AtomicInteger();
    private State state = State.OPEN;
    private int opened;
    private int forgotten;

    Link(int targetPort, long seed) throws IOException {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
        this.random = new Random(seed);
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int cuts() {
        return cuts.get();
    }

    int lostCommits() {
        return lostCommits.get();
    }

    synchronized void become(State next) {
        state = next;
        notifyAll();
        if (next == State.GONE) {
            wires.forEach(Wire::cut);
        }
    }

    /** Connections that are open fall silent for ever, without an end; new ones pass. */
    synchronized void forgetConnections() {
        forgotten = opened;
        become(State.OPEN);
    }

    @Override
    public void close() throws IOException {
        become(State.GONE);
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var wire = new Wire(server.accept());
                wires.add(wire);
                Thread.startVirtualThread(wire::open);
            } catch (IOException isClosed) {
                // The loop sees it.
            }
        }
    }

    /** The state, once bytes can pass. */
    private synchronized State audible(Wire wire) throws InterruptedException {
        while (state == State.SILENT || wire.number <= forgotten) {
            wait();
        }
        return state;
    }

    private synchronized int nextNumber() {
        return ++opened;
    }

    private synchronized int bytesUntilCut() {
        return random.nextInt(MAX_BYTES_UNTIL_CUT);
    }

    /** One connection. */
    private final class Wire {
        private final Socket hub;
        private final Socket postgres = new Socket();
        private final int number = nextNumber();
        private final Seen commit = new Seen("COMMIT;\n");
        private final Seen committed = new Seen("COMMIT\0");
        private final Seen rolledBack = new Seen("ROLLBACK\0");
        private volatile boolean commitIsLost;
        private int bytesLeft = bytesUntilCut();

        Wire(Socket hub) {
            this.hub = hub;
        }

        void open() {
            try {
                if (audible(this) != State.GONE) {
                    postgres.connect(target);
                    Thread.startVirtualThread(() -> pump(postgres, hub, false));
                    pump(hub, postgres, true);
                }
            } catch (IOException | InterruptedException unreachable) {
                // The hub finds its end closed.
            } finally {
                cut();
            }
        }

        private void pump(Socket from, Socket to, boolean asks) {
            try {
                byte[] chunk = new byte[CHUNK_BYTES];
                int length = from.getInputStream().read(chunk);
                while (length >= 0 && passes(chunk, length, to, asks)) {
                    length = from.getInputStream().read(chunk);
                }
            } catch (IOException | InterruptedException isCut) {
                // The other direction, or one of the two ends, was faster.
            } finally {
                cut();
            }
        }

        /** Whether the connection goes on. */
        private boolean passes(byte[] chunk, int length, Socket to, boolean asks)
                throws IOException, InterruptedException {
            var now = audible(this);
            if (now == State.GONE) {
                return false;
            }
            if (asks) {
                noteQuestion(chunk, length, now);
            } else if (commitIsLost) {
                return !isLastAnswer(chunk, length);
            }
            int passing = now == State.CUTTING ? untilCut(length) : length;
            to.getOutputStream().write(chunk, 0, passing);
            return passing == length;
        }

        private void noteQuestion(byte[] chunk, int length, State now) {
            if (commit.in(chunk, length) && now == State.LOSING_COMMITS) {
                commitIsLost = true;
            }
        }

        private boolean isLastAnswer(byte[] chunk, int length) {
            boolean isCommitted = committed.in(chunk, length);
            lostCommits.addAndGet(isCommitted ? 1 : 0);
            return isCommitted || rolledBack.in(chunk, length);
        }

        private synchronized int untilCut(int length) {
            int passing = Math.min(length, bytesLeft);
            bytesLeft -= passing;
            cuts.addAndGet(passing < length ? 1 : 0);
            return passing;
        }

        /** Resets both ends. */
        void cut() {
            wires.remove(this);
            for (var end : new Socket[] {hub, postgres}) {
                try {
                    end.setSoLinger(true, 0);
                    end.close();
                } catch (IOException isClosed) {
                    // That is all that was wanted.
                }
            }
        }
    }

    /** Looks for some bytes in a stream, also where it is cut into chunks in their midst. */
    private static final class Seen {
        private final byte[] wanted;
        private int matched;

        Seen(String wanted) {
            this.wanted = wanted.getBytes(StandardCharsets.US_ASCII);
        }

        /** What is wanted does not begin as it goes on, so that a mismatch starts anew. */
        boolean in(byte[] chunk, int length) {
            boolean found = false;
            for (int i = 0; i < length; i++) {
                if (chunk[i] != wanted[matched]) {
                    matched = 0;
                }
                if (chunk[i] == wanted[matched] && ++matched == wanted.length) {
                    found = true;
                    matched = 0;
                }
            }
            return found;
        }
    }
}
