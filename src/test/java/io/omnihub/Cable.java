package io.omnihub;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What lies between a terminal and the hub: it can be pulled out, and break in the midst of a frame. */
final class Cable implements AutoCloseable {
    private static final int CHUNK_BYTES = 1_024;

    /** What becomes of the bytes. */
    private enum State {
        WHOLE,
        /** What the hub answers is lost. */
        DEAF,
        /** Of what a connection sends only so much passes, and then it is cut. */
        BREAKING,
        OUT
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int port;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile State state = State.WHOLE;
    private volatile int bytesUntilCut;

    /** @param port of the hub */
    Cable(int port) throws IOException {
        this.port = port;
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections broke. */
    int cuts() {
        return cuts.get();
    }

    void mend() {
        state = State.WHOLE;
    }

    void loseAnswers() {
        state = State.DEAF;
    }

    /** From now on each connection is cut after so many bytes of what it sends. */
    void breakAfter(int bytes) {
        bytesUntilCut = bytes;
        state = State.BREAKING;
    }

    void pullOut() {
        state = State.OUT;
        ends.forEach(Cable::cut);
    }

    @Override
    public void close() throws IOException {
        pullOut();
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket terminal = server.accept();
                if (state == State.OUT) {
                    cut(terminal);
                } else {
                    lay(terminal, new Socket(InetAddress.getLoopbackAddress(), port));
                }
            } catch (IOException isClosed) {
                // The loop sees it.
            }
        }
    }

    private void lay(Socket terminal, Socket hub) {
        ends.add(terminal);
        ends.add(hub);
        Thread.startVirtualThread(() -> pump(terminal, hub, true));
        Thread.startVirtualThread(() -> pump(hub, terminal, false));
    }

    private void pump(Socket from, Socket to, boolean asks) {
        try (InputStream in = from.getInputStream()) {
            byte[] chunk = new byte[CHUNK_BYTES];
            int sent = 0;
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                int passing = asks && state == State.BREAKING ? Math.min(length, bytesUntilCut - sent) : length;
                if (asks || state != State.DEAF) {
                    to.getOutputStream().write(chunk, 0, Math.max(0, passing));
                }
                sent += length;
                if (passing < length) {
                    cuts.incrementAndGet();
                    break;
                }
            }
        } catch (IOException isCut) {
            // The other direction, or one of the ends, was faster.
        } finally {
            cut(from);
            cut(to);
            ends.remove(from);
            ends.remove(to);
        }
    }

    /** Resets it. */
    private static void cut(Socket end) {
        try {
            end.setSoLinger(true, 0);
            end.close();
        } catch (IOException isClosed) {
            // That is all that was wanted.
        }
    }
}
