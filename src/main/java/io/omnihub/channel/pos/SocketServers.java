package io.omnihub.channel.pos;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.omnihub.platform.StartupFailure;
import io.rsocket.transport.netty.server.CloseableChannel;
import io.rsocket.transport.netty.server.TcpServerTransport;
import io.rsocket.transport.netty.server.WebsocketRouteTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.tcp.TcpServer;

/** Where terminals connect: a port of their own, and {@code /rsocket} on that of HTTP for those that speak WebSocket. */
@Component
class SocketServers implements SmartLifecycle, NettyRouteProvider {
    private static final Logger log = LoggerFactory.getLogger(SocketServers.class);
    private static final String PATH = "/rsocket";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    private final SocketListener listener;
    private final ReactorResourceFactory threads;
    private final ConfigurableEnvironment environment;
    private final int port;
    private volatile @Nullable CloseableChannel server;

    /** @param port 0 for any that is free; {@code local.rsocket.server.port} says which */
    SocketServers(
            SocketListener listener,
            ReactorResourceFactory threads,
            ConfigurableEnvironment environment,
            @Value("${spring.rsocket.server.port:7000}") int port) {
        this.listener = listener;
        this.threads = threads;
        this.environment = environment;
        this.port = port;
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        return routes.ws(
                SocketServers::isUpgrade,
                WebsocketRouteTransport.newHandler(listener::serve),
                WebsocketServerSpec.builder()
                        .maxFramePayloadLength(SocketListener.MAX_FRAME_BYTES)
                        .build());
    }

    /** Anything else is no route, as everywhere. */
    private static boolean isUpgrade(HttpServerRequest request) {
        return (request.uri().equals(PATH) || request.uri().startsWith(PATH + "?"))
                && HttpMethod.GET.equals(request.method())
                && request.requestHeaders().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && request.requestHeaders().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    @Override
    public void start() {
        listener.begin();
        TcpServer tcp =
                TcpServer.create().runOn(threads.getLoopResources()).bindAddress(() -> new InetSocketAddress(port));
        try {
            CloseableChannel started = TcpServerTransport.create(tcp, SocketListener.MAX_FRAME_BYTES)
                    .start(listener::serve)
                    .toFuture()
                    .get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            server = started;
            int local = started.address().getPort();
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("rsocket.port", Map.of("local.rsocket.server.port", local)));
        } catch (ExecutionException | TimeoutException failure) {
            log.debug("RSocket", failure);
            throw new StartupFailure(
                    "Nobody can connect by RSocket on port %d: %s.".formatted(port, failure.getMessage()),
                    "Stop what listens there, or choose another port by spring.rsocket.server.port.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void stop() {
        CloseableChannel started = server;
        server = null;
        if (started != null) {
            started.dispose();
        }
        listener.endAll();
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
