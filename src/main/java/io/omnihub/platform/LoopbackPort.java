package io.omnihub.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where embedded servers listen: on this machine alone, each on a port of its own. */
final class LoopbackPort {
    static final String ADDRESS = "127.0.0.1";

    private LoopbackPort() {}

    /** A port that is free now; somebody else may take it before the server does. */
    static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(ADDRESS))) {
            return socket.getLocalPort();
        }
    }
}
