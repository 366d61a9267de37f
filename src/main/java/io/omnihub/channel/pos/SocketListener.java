package io.omnihub.channel.pos;

import io.omnihub.access.Caller;
import io.omnihub.access.SocketAccess;
import io.omnihub.access.SocketPermission;
import io.omnihub.channel.pos.SocketRoutes.Route;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.ProblemException;
import io.rsocket.ConnectionSetupPayload;
import io.rsocket.DuplexConnection;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketServer;
import io.rsocket.exceptions.RejectedSetupException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes connections of RSocket, whatever they come over: so many at a time, none without a good key, and none for longer
 * than its key is good.
 */
@Component
class SocketListener {
    /** What is longer costs its sender the connection; what is shorter and still too long, its stream. */
    static final int MAX_FRAME_BYTES = 2 * Encoding.MAX_BYTES;

    /** After which a peer that has fallen silent is given up, as far as it may say so itself. */
    private static final int MAX_LIFETIME_MS = (int) Duration.ofHours(1).toMillis();

    private final TerminalSocket.Hub hub;
    private final Ids ids;
    private final int maxConnections;
    private final Duration setupTimeout;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<RSocket> peers = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /**
     * @param maxConnections to this hub
     * @param maxStreams that a connection may have open
     * @param setupTimeout from the opening of a connection to its setup frame
     * @param answerTimeout as for a change over HTTP
     */
    SocketListener(
            SocketAccess access,
            List<SocketRoutes> routes,
            JsonMapper json,
            Ids ids,
            @Value("${omnihub.rsocket.max-connections:20000}") int maxConnections,
            @Value("${omnihub.rsocket.max-streams:64}") int maxStreams,
            @Value("${omnihub.rsocket.setup-timeout:10s}") Duration setupTimeout,
            @Value("${omnihub.change-timeout:60s}") Duration answerTimeout) {
        this.hub = new TerminalSocket.Hub(access, byName(routes), json, answerTimeout, maxStreams);
        this.ids = ids;
        this.maxConnections = maxConnections;
        this.setupTimeout = setupTimeout;
    }

    /** What is served and what is permitted are one and the same. */
    private static Map<String, Route> byName(List<SocketRoutes> routes) {
        Map<String, Route> all = new HashMap<>();
        routes.forEach(some -> all.putAll(some.byName()));
        Set<String> permitted =
                SocketPermission.TABLE.stream().map(SocketPermission::route).collect(Collectors.toSet());
        if (!all.keySet().equals(permitted)) {
            throw new IllegalStateException("served are " + all.keySet() + ", permitted " + permitted);
        }
        return Map.copyOf(all);
    }

    /** Serves a connection until it ends. */
    Mono<Void> serve(DuplexConnection connection) {
        if (ended) {
            connection.sendErrorAndClose(
                    rejected(Problem.of(503, "overloaded", "Not here", "This hub is stopping. Connect to another.")
                            .toException()));
            return connection.onClose();
        }
        connection.onClose().subscribe(_ -> {}, _ -> connections.decrementAndGet(), connections::decrementAndGet);
        if (connections.incrementAndGet() > maxConnections) {
            connection.sendErrorAndClose(rejected(
                    Problem.of(503, "overloaded", "Too busy", "There are too many connections. Come back later.")
                            .toException()));
            return connection.onClose();
        }
        return RSocketServer.create((setup, peer) -> accept(setup, peer, address(connection)))
                .maxTimeToFirstFrame(setupTimeout)
                .maxInboundPayloadSize(MAX_FRAME_BYTES)
                .asConnectionAcceptor(MAX_FRAME_BYTES)
                .apply(connection);
    }

    private static @Nullable InetSocketAddress address(DuplexConnection connection) {
        return connection.remoteAddress() instanceof InetSocketAddress address ? address : null;
    }

    /** A refusal rejects the setup, with a problem that says why. */
    private Mono<RSocket> accept(ConnectionSetupPayload setup, RSocket peer, @Nullable InetSocketAddress address) {
        return Mono.defer(() -> {
                    Encoding encoding = Encoding.of(setup.dataMimeType())
                            .orElseThrow(() -> unsupported("Send data as application/json or application/cbor."));
                    requireUsual(setup);
                    Optional<String> secret = SocketMetadata.secret(setup);
                    return hub.access()
                            .caller(secret, address)
                            .doOnNext(caller -> endWith(caller, secret.orElseThrow(), peer))
                            .<RSocket>map(caller -> new TerminalSocket(
                                    hub, caller, encoding, ids.next().toString()));
                })
                .onErrorMap(this::rejected);
    }

    private static void requireUsual(ConnectionSetupPayload setup) {
        if (!SocketMetadata.MIME_TYPE.equalsIgnoreCase(setup.metadataMimeType())) {
            throw unsupported("Send metadata as " + SocketMetadata.MIME_TYPE + ".");
        }
        if (setup.keepAliveInterval() < 1 || setup.keepAliveMaxLifetime() > MAX_LIFETIME_MS) {
            throw unsupported("Keep the connection alive, with a lifetime of up to " + MAX_LIFETIME_MS + " ms.");
        }
    }

    private static ProblemException unsupported(String detail) {
        return Problem.of(415, "unsupported-media-type", "The media type is not supported", detail)
                .toException();
    }

    private RejectedSetupException rejected(Throwable error) {
        return new RejectedSetupException(hub.told(error, "setup"));
    }

    /** Cuts the connection once its key is no longer good. */
    private void endWith(Caller caller, String secret, RSocket peer) {
        peers.add(peer);
        Mono.firstWithSignal(hub.access().ended(caller, secret), peer.onClose())
                .subscribe(_ -> {}, _ -> end(peer), () -> end(peer));
        if (ended) {
            end(peer);
        }
    }

    private void end(RSocket peer) {
        peers.remove(peer);
        peer.dispose();
    }

    /** Takes connections; a hub does so from its start. */
    void begin() {
        ended = false;
    }

    /** Cuts all connections, and takes no more. */
    void endAll() {
        ended = true;
        peers.forEach(this::end);
    }
}
