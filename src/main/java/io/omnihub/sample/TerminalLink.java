package io.omnihub.sample;

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
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A terminal's connection to the hub. */
final class TerminalLink {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ByteBufAllocator BUFFERS = ByteBufAllocator.DEFAULT;
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(70);
    private static final int READ_AHEAD = 32;

    private final RSocket hub;

    private TerminalLink(RSocket hub) {
        this.hub = hub;
    }

    /** @param port of this machine, where the hub listens for RSocket over TCP */
    static Mono<TerminalLink> open(int port, String secret) {
        return Mono.defer(() -> RSocketConnector.create()
                        .dataMimeType("application/json")
                        .metadataMimeType(WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString())
                        .setupPayload(DefaultPayload.create(
                                Unpooled.EMPTY_BUFFER,
                                metadata(
                                        WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION,
                                        AuthMetadataCodec.encodeBearerMetadata(BUFFERS, secret.toCharArray()))))
                        .connect(TcpClientTransport.create("127.0.0.1", port)))
                .map(TerminalLink::new);
    }

    Mono<JsonNode> ask(String route, Object data) {
        return Mono.defer(() -> hub.requestResponse(payload(route, data)))
                .timeout(ANSWER_TIMEOUT)
                .map(TerminalLink::json);
    }

    Flux<JsonNode> follow(String route, Object data) {
        return Flux.defer(() -> hub.requestStream(payload(route, data)))
                .limitRate(READ_AHEAD)
                .map(TerminalLink::json);
    }

    /** The answer to one page on a channel of its own. */
    Mono<JsonNode> tell(String route, Object page) {
        return Flux.defer(() -> hub.requestChannel(Mono.just(payload(route, page))))
                .timeout(ANSWER_TIMEOUT)
                .map(TerminalLink::json)
                .last();
    }

    Mono<Void> close() {
        return Mono.fromRunnable(hub::dispose);
    }

    private static Payload payload(String route, Object data) {
        return DefaultPayload.create(
                Unpooled.wrappedBuffer(JSON.writeValueAsBytes(data)),
                metadata(
                        WellKnownMimeType.MESSAGE_RSOCKET_ROUTING,
                        TaggingMetadataCodec.createTaggingContent(BUFFERS, List.of(route))));
    }

    private static ByteBuf metadata(WellKnownMimeType type, ByteBuf content) {
        CompositeByteBuf all = BUFFERS.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(all, BUFFERS, type, content);
        return all;
    }

    private static JsonNode json(Payload answer) {
        return JSON.readTree(answer.getDataUtf8());
    }
}
