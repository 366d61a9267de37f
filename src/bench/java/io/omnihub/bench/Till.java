package io.omnihub.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.util.DefaultPayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpClient;

/** A terminal that is connected to a hub: RSocket over TCP, in JSON. */
final class Till implements AutoCloseable {
    private static final String COMPOSITE = WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString();
    private static final Duration KEEPALIVE = Duration.ofSeconds(20);
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CONNECTING = 64;

    private final RSocket socket;

    private Till(RSocket socket) {
        this.socket = socket;
    }

    /** One for each of the secrets, some at a time. */
    static List<Till> connect(Hub hub, List<String> secrets) {
        return Objects.requireNonNull(Flux.fromIterable(secrets)
                .flatMap(secret -> connect(hub, secret), CONNECTING)
                .collectList()
                .block(LIMIT));
    }

    private static Mono<Till> connect(Hub hub, String secret) {
        var key = entry(
                WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION,
                AuthMetadataCodec.encodeBearerMetadata(ByteBufAllocator.DEFAULT, secret.toCharArray()));
        return RSocketConnector.create()
                .dataMimeType("application/json")
                .metadataMimeType(COMPOSITE)
                .keepAlive(KEEPALIVE, LIFETIME)
                .setupPayload(DefaultPayload.create(Unpooled.EMPTY_BUFFER, key))
                .connect(TcpClientTransport.create(
                        TcpClient.newConnection().host("127.0.0.1").port(hub.socketPort())))
                .map(Till::new);
    }

    /** The answers to one request, as many as are asked for. */
    Flux<String> stream(String route, String data) {
        return socket.requestStream(routed(route, data)).map(Payload::getDataUtf8);
    }

    /** An answer to each of what is told, which is asked for one by one. */
    Flux<String> channel(String route, Flux<String> told) {
        var isRouted = new AtomicBoolean();
        return socket.requestChannel(told.map(data ->
                        isRouted.compareAndSet(false, true) ? routed(route, data) : DefaultPayload.create(data)))
                .map(Payload::getDataUtf8);
    }

    @Override
    public void close() {
        socket.dispose();
    }

    private static Payload routed(String route, String data) {
        return DefaultPayload.create(
                Unpooled.copiedBuffer(data, StandardCharsets.UTF_8),
                entry(
                        WellKnownMimeType.MESSAGE_RSOCKET_ROUTING,
                        TaggingMetadataCodec.createTaggingContent(ByteBufAllocator.DEFAULT, List.of(route))));
    }

    private static ByteBuf entry(WellKnownMimeType type, ByteBuf content) {
        CompositeByteBuf all = ByteBufAllocator.DEFAULT.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(all, ByteBufAllocator.DEFAULT, type, content);
        return all;
    }
}
