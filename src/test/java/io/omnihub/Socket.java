package io.omnihub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.omnihub.contract.SocketContract;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.transport.ClientTransport;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import io.rsocket.util.DefaultPayload;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/** A terminal's connection to the hub, by a client that knows nothing of it. */
final class Socket implements AutoCloseable {
    static final Duration TIMEOUT = Api.TIMEOUT;
    private static final String COMPOSITE = WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString();

    /** What a connection comes over. */
    enum Over {
        TCP,
        WEBSOCKET;

        ClientTransport transport() {
            return switch (this) {
                case TCP -> TcpClientTransport.create("127.0.0.1", Hub.socketPort());
                case WEBSOCKET ->
                    WebsocketClientTransport.create(
                            URI.create(Hub.address().toString().replace("http", "ws") + "/rsocket"));
            };
        }
    }

    /** How its data is written. */
    enum In {
        JSON("application/json"),
        CBOR("application/cbor");

        private final String mimeType;

        In(String mimeType) {
            this.mimeType = mimeType;
        }

        private ObjectMapper mapper() {
            return switch (this) {
                case JSON -> JsonMapper.shared();
                case CBOR -> CBORMapper.shared();
            };
        }
    }

    /** What the hub answered. */
    record Told(boolean isRefused, Json body) {
        Json done() {
            if (isRefused) {
                throw new AssertionError("refused: " + body);
            }
            return body;
        }

        void refuses(int status, String code) {
            if (!isRefused || !body.text("/code").equals(code) || body.number("/status") != status) {
                throw new AssertionError("not %d %s but: %s".formatted(status, code, body));
            }
        }

        void refuses(int status, String code, String field) {
            refuses(status, code);
            if (!body.text("/errors/0/field").equals(field)) {
                throw new AssertionError("not at %s: %s".formatted(field, body));
            }
        }
    }

    private final RSocket socket;
    private final In in;

    private Socket(RSocket socket, In in) {
        this.socket = socket;
        this.in = in;
    }

    static Socket open(String secret) {
        return open(Over.TCP, In.JSON, secret);
    }

    static Socket open(Over over, In in, String secret) {
        return open(over.transport(), in, secret);
    }

    /** Of the other replica. */
    static Socket openOnSecondHub(String secret) {
        return open(TcpClientTransport.create("127.0.0.1", Hub.secondSocketPort()), In.JSON, secret);
    }

    /** Of one that takes little. */
    static Socket openOnLimitedHub(String secret) {
        return open(TcpClientTransport.create("127.0.0.1", Hub.limitedSocketPort()), In.JSON, secret);
    }

    private static Socket open(ClientTransport transport, In in, String secret) {
        return new Socket(
                connect(
                        transport,
                        in.mimeType,
                        COMPOSITE,
                        DefaultPayload.create(Unpooled.EMPTY_BUFFER, bearer(secret))),
                in);
    }

    /** Any setup frame. */
    static RSocket connect(ClientTransport transport, String data, String metadata, Payload setup) {
        return Objects.requireNonNull(RSocketConnector.create()
                .dataMimeType(data)
                .metadataMimeType(metadata)
                .setupPayload(setup)
                .connect(transport)
                .block(TIMEOUT));
    }

    static ByteBuf bearer(String secret) {
        return entry(
                WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION,
                AuthMetadataCodec.encodeBearerMetadata(ByteBufAllocator.DEFAULT, secret.toCharArray()));
    }

    static ByteBuf route(String route) {
        return entry(
                WellKnownMimeType.MESSAGE_RSOCKET_ROUTING,
                TaggingMetadataCodec.createTaggingContent(ByteBufAllocator.DEFAULT, List.of(route)));
    }

    private static ByteBuf entry(WellKnownMimeType type, ByteBuf content) {
        CompositeByteBuf all = ByteBufAllocator.DEFAULT.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(all, ByteBufAllocator.DEFAULT, type, content);
        return all;
    }

    RSocket raw() {
        return socket;
    }

    /** Every answer is held against the contract before a test looks at it, as is what it answers. */
    Told ask(String route, Json data) {
        Told told = ask(DefaultPayload.create(Unpooled.wrappedBuffer(bytes(data)), route(route)));
        if (!told.isRefused()) {
            SocketContract.check(route, "request", data.toString());
            SocketContract.check(route, "reply", told.body().toString());
        }
        return told;
    }

    /** The first that a stream answers. */
    Told first(String route, Json data) {
        Told told = told(socket.requestStream(DefaultPayload.create(Unpooled.wrappedBuffer(bytes(data)), route(route)))
                .next());
        if (!told.isRefused()) {
            SocketContract.check(route, "request", data.toString());
            SocketContract.check(route, "reply", told.body().toString());
        }
        return told;
    }

    /** All that a stream answers until it is closed; held against the contract. */
    Flux<Json> stream(String route, Json data) {
        SocketContract.check(route, "request", data.toString());
        return socket.requestStream(DefaultPayload.create(Unpooled.wrappedBuffer(bytes(data)), route(route)))
                .publishOn(Schedulers.boundedElastic())
                .map(this::body)
                .doOnNext(answer -> SocketContract.check(route, "reply", answer.toString()));
    }

    /** What one stream is told page by page, with an answer to each, until one is refused. */
    List<Json> tell(String route, List<Json> pages) {
        pages.forEach(page -> SocketContract.check(route, "request", page.toString()));
        Flux<Payload> told = Flux.range(0, pages.size())
                .map(i -> i == 0
                        ? DefaultPayload.create(Unpooled.wrappedBuffer(bytes(pages.get(i))), route(route))
                        : DefaultPayload.create(bytes(pages.get(i))));
        List<Json> answers = Objects.requireNonNull(
                socket.requestChannel(told).map(this::body).collectList().block(TIMEOUT));
        answers.forEach(answer -> SocketContract.check(route, "reply", answer.toString()));
        return answers;
    }

    private byte[] bytes(Json data) {
        return in.mapper().writeValueAsBytes(JsonMapper.shared().readTree(data.toString()));
    }

    private Json body(Payload answer) {
        byte[] bytes = new byte[answer.data().readableBytes()];
        answer.data().readBytes(bytes);
        return Json.of(in.mapper().readTree(bytes).toString());
    }

    Told ask(Payload request) {
        return told(socket.requestResponse(request));
    }

    private Told told(Mono<Payload> answered) {
        try {
            return new Told(false, body(Objects.requireNonNull(answered.block(TIMEOUT))));
        } catch (ApplicationErrorException refusal) {
            return refused(refusal);
        }
    }

    static Told refused(ApplicationErrorException refusal) {
        String problem = Objects.requireNonNull(refusal.getMessage());
        SocketContract.check("pos.order.find", "problem", problem);
        return new Told(true, Json.of(problem));
    }

    boolean isOpen() {
        return !socket.isDisposed();
    }

    @Override
    public void close() {
        socket.dispose();
    }
}
