package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rsocket.exceptions.RejectedSetupException;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.util.DefaultPayload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.cbor.JacksonCborDecoder;
import org.springframework.http.codec.cbor.JacksonCborEncoder;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.util.MimeTypeUtils;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Connections are had with a good key alone and for as long as it is good; what is wrong with a request ends that alone. */
class SocketIT {
    private static final String COMPOSITE = WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString();
    private static final String JSON = "application/json";
    /** As it is without a word. */
    private static final int MAX_STREAMS = 64;

    private static final Duration SOON = Duration.ofSeconds(2);

    private static World world;
    private static Socket shared;

    @BeforeAll
    static void connect() {
        world = World.fresh();
        shared = Socket.open(secret());
    }

    @AfterAll
    static void theConnectionThatAllUsed_isStillGood() {
        found(shared);
        shared.close();
    }

    @ParameterizedTest
    @EnumSource(Socket.Over.class)
    void aTerminal_isServed_inJsonAndInCbor(Socket.Over over) {
        for (Socket.In in : Socket.In.values()) {
            try (Socket terminal = Socket.open(over, in, secret())) {
                assertThat(found(terminal).text("/orders/0/id")).isEqualTo(world.order());
            }
        }
    }

    @Test
    void anyKey_opensAConnection_andSeesWhatItsRoleMay() {
        try (Socket store = Socket.open(storeKey());
                Socket administrator = Socket.open(Hub.ADMINISTRATOR_KEY)) {
            found(store);
            found(administrator);
        }
    }

    @ParameterizedTest
    @EnumSource(Socket.Over.class)
    void aBadKey_isRejected_soonAndWithAReason(Socket.Over over) {
        assertRejected(over, JSON, COMPOSITE, "a-key-that-nobody-ever-made-for-this", "unauthenticated");
        assertRejected(over, JSON, COMPOSITE, "", "unauthenticated");
        assertRejected(over, "text/plain", COMPOSITE, secret(), "unsupported-media-type");
        assertRejected(over, JSON, "message/x.rsocket.routing.v0", secret(), "unsupported-media-type");
    }

    @Test
    void aSetupWithoutMetadata_orWithGarbage_isRejected() {
        for (byte[] metadata : List.of(new byte[0], new byte[] {(byte) 0xFE, 0, 0, 9, 1}, new byte[] {1, 2, 3})) {
            assertThatThrownBy(() -> Socket.connect(
                                    Socket.Over.TCP.transport(),
                                    JSON,
                                    COMPOSITE,
                                    DefaultPayload.create(new byte[0], metadata))
                            .onClose()
                            .block(Socket.TIMEOUT))
                    .isInstanceOf(RejectedSetupException.class);
        }
    }

    @Test
    void anEndedTerminal_isCutOff_onEveryHub() {
        Json till = world.freshTerminal();
        try (Socket here = Socket.open(till.text("/secret"));
                Socket there = Socket.openOnSecondHub(till.text("/secret"));
                Socket other = Socket.open(secret())) {
            found(here);
            found(there);

            Api.administrator()
                    .send("DELETE", "/api/v1/terminals/" + till.text("/id"), BodyPublishers.noBody())
                    .is(204);

            await().atMost(SOON.multipliedBy(2)).until(() -> !here.isOpen() && !there.isOpen());
            found(other);
            assertRejected(Socket.Over.TCP, JSON, COMPOSITE, till.text("/secret"), "unauthenticated");
        }
    }

    @Test
    void aRotatedSecret_keepsItsConnectionForTheOverlap_andNoLonger() {
        Json till = world.freshTerminal();
        String rotations = "/api/v1/keys/" + till.text("/id") + "/rotations";
        try (Socket before = Socket.open(till.text("/secret"))) {
            String second = rotate(rotations, "PT1H");
            try (Socket after = Socket.open(second)) {
                found(before);
                rotate(rotations, "PT1H");
                await().atMost(SOON.multipliedBy(2)).until(() -> !before.isOpen());
                found(after);
            }
        }
    }

    private static String rotate(String path, String overlap) {
        return Api.administrator()
                .post(
                        path,
                        Json.of("{overlap: '%s'}".formatted(overlap)),
                        "Idempotency-Key",
                        world.shop().fresh("rotation"))
                .is(201)
                .text("/secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        pos.nothing     | {}                              | 404 | not-found
        pos.order.find  | []                              | 422 | invalid-field
        pos.order.find  | {colour: 'red'}                 | 422 | unknown-field
        pos.order.find  | {}                              | 422 | missing-field
        pos.order.place | {}                              | 422 | missing-field
        pos.task.pick   | {fulfillmentOrderId: 'x'}       | 422 | invalid-field
        pos.task.pick   | {idempotencyKey: 'x'}           | 422 | missing-field
        """)
    void aBadRequest_isRefusedAlone(String route, String data, int status, String code) {
        shared.ask(route, Json.of(data)).refuses(status, code);
    }

    @Test
    void whatCannotBeRead_isRefusedAlone() {
        var route = Socket.route("pos.order.find").copy();
        for (String data : List.of("", "{", "{} {}", "{\"number\":1,\"number\":2}", "nonsense")) {
            shared.ask(DefaultPayload.create(Unpooled.copiedBuffer(data, StandardCharsets.UTF_8), route.copy()))
                    .refuses(400, "malformed-json");
        }
        shared.ask(DefaultPayload.create("{}")).refuses(400, "malformed-request");
        shared.ask(DefaultPayload.create(new byte[] {'{', '}'}, new byte[] {(byte) 0xFE, 0, 0, 9, 1}))
                .refuses(400, "malformed-request");
        shared.ask(DefaultPayload.create(Unpooled.wrappedBuffer(new byte[2 * 1024 * 1024 + 1]), route.copy()))
                .refuses(413, "body-too-large");
    }

    @Test
    void cborThatLiesAboutItsLength_isRefusedAlone() {
        try (Socket terminal = Socket.open(Socket.Over.TCP, Socket.In.CBOR, secret())) {
            for (byte[] lie : List.of(
                    bytes(0xA1, 0x66, 'n', 'u', 'm', 'b', 'e', 'r', 0x7A, 0x7F, 0xFF, 0xFF, 0xFF, 'x'),
                    bytes(0x9A, 0x7F, 0xFF, 0xFF, 0xFF, 1),
                    bytes(0xBB, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF),
                    bytes(0x5B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0),
                    bytes(0xA1, 0xFF),
                    bytes(0xFF),
                    bytes(0x1C))) {
                terminal.ask(DefaultPayload.create(Unpooled.wrappedBuffer(lie), Socket.route("pos.order.find")))
                        .refuses(400, "malformed-json");
            }
            found(terminal);
        }
    }

    @Test
    void whatIsAskedOtherwiseThanTheRouteTakesIt_isRefusedAlone() {
        var request = DefaultPayload.create(
                Unpooled.copiedBuffer("{\"number\":\"OH-1\"}", StandardCharsets.UTF_8), Socket.route("pos.order.find"));
        assertThatThrownBy(() -> shared.raw().requestStream(request).blockLast(Socket.TIMEOUT))
                .hasMessageContaining("method-not-allowed");
        var again = DefaultPayload.create(
                Unpooled.copiedBuffer("{\"number\":\"OH-1\"}", StandardCharsets.UTF_8), Socket.route("pos.order.find"));
        assertThatThrownBy(() -> shared.raw().requestChannel(Flux.just(again)).blockLast(Socket.TIMEOUT))
                .hasMessageContaining("method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "\u0000\u0000\u0004abcd", "\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF"})
    void whoSpeaksNoRSocket_isCutOff_andNobodyElse(String garbage) throws IOException {
        try (var peer = new java.net.Socket(InetAddress.getLoopbackAddress(), Hub.socketPort())) {
            peer.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
            peer.getOutputStream().write(garbage.getBytes(StandardCharsets.ISO_8859_1));
            peer.getInputStream().readAllBytes();
        }
        found(shared);
    }

    @Test
    void pastItsConnections_aHubRejectsMore_untilOneLeaves_andPastItsLimitAKeyIsRefused() {
        String storefront = Api.administrator()
                .post(
                        "/api/v1/keys",
                        Json.of("{name: 'Web', role: 'storefront', channel: '%s'}".formatted(world.channel())),
                        "Idempotency-Key",
                        world.shop().fresh("key"))
                .is(201)
                .text("/secret");
        try (Socket first = Socket.openOnLimitedHub(storefront)) {
            Socket second = Socket.openOnLimitedHub(secret());
            try (Socket third = Socket.openOnLimitedHub(secret())) {
                await().until(() -> !third.isOpen());
            }
            found(second);
            second.close();
            for (int i = 0; i < 20; i++) {
                first.ask("pos.order.find", Json.of("{}")).refuses(403, "forbidden");
            }
            Socket.Told past = first.ask("pos.order.find", Json.of("{}"));
            past.refuses(429, "rate-limited");
            assertThat(past.body().number("/retryAfter")).isBetween(1L, 30L);
            await().until(() -> {
                try (Socket next = Socket.openOnLimitedHub(secret())) {
                    return !next.ask("pos.order.find", Json.of("{number: 'OH-1'}"))
                            .isRefused();
                } catch (RuntimeException notYet) {
                    return false;
                }
            });
        }
    }

    @Test
    void pastItsStreams_aConnectionIsRefusedMore_untilOneEnds_andNoOtherConnectionIs() {
        try (Socket busy = Socket.open(secret());
                Socket other = Socket.open(secret())) {
            List<Disposable> streams = Stream.generate(
                            () -> busy.stream("pos.tasks", Json.of("{}")).subscribe(_ -> {}, _ -> {}))
                    .limit(MAX_STREAMS)
                    .toList();

            var refused = busy.ask("pos.order.find", Json.of("{number: 'OH-1'}"));

            refused.refuses(429, "rate-limited");
            assertThat(refused.body().text("/detail")).contains(MAX_STREAMS + " requests open");
            found(other);
            streams.getFirst().dispose();
            await().atMost(SOON)
                    .until(() -> !busy.ask("pos.order.find", Json.of("{number: 'OH-1'}"))
                            .isRefused());
            streams.forEach(Disposable::dispose);
        }
    }

    @Test
    void whatIsNoWebSocket_isNoRoute() {
        Api.administrator().get("/rsocket").refuses(404, "not-found");
    }

    @Test
    void springsOwnClient_isServed() {
        var requester = RSocketRequester.builder()
                .rsocketStrategies(RSocketStrategies.builder()
                        .encoder(new JacksonCborEncoder())
                        .decoder(new JacksonCborDecoder())
                        .build())
                .dataMimeType(MediaType.APPLICATION_CBOR)
                .setupMetadata(
                        AuthMetadataCodec.encodeBearerMetadata(ByteBufAllocator.DEFAULT, secret().toCharArray()),
                        MimeTypeUtils.parseMimeType(WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION.getString()))
                .tcp("127.0.0.1", Hub.socketPort());
        var found = requester
                .route("pos.order.find")
                .data(Map.of("number", "OH-1"))
                .retrieveMono(new ParameterizedTypeReference<Map<String, Object>>() {})
                .block(Socket.TIMEOUT);
        assertThat(found).isEqualTo(Map.of("orders", List.of()));
        requester.dispose();
    }

    private static void assertRejected(Socket.Over over, String data, String metadata, String secret, String code) {
        assertThatThrownBy(() -> Socket.connect(
                                over.transport(),
                                data,
                                metadata,
                                DefaultPayload.create(Unpooled.EMPTY_BUFFER, Socket.bearer(secret)))
                        .onClose()
                        .block(Socket.TIMEOUT))
                .isInstanceOf(RejectedSetupException.class)
                .hasMessageContaining("\"code\":\"" + code + "\"");
    }

    private static Json found(Socket terminal) {
        return terminal.ask(
                        "pos.order.find",
                        Json.of("{channel: '%s'}".formatted(world.channel()))
                                .with("/externalId", "'" + externalId() + "'"))
                .done();
    }

    private static String externalId() {
        return Api.administrator()
                .get("/api/v1/orders/" + world.order())
                .is(200)
                .text("/externalId");
    }

    private static String secret() {
        return world.freshTerminal().text("/secret");
    }

    private static String storeKey() {
        return Api.administrator()
                .post(
                        "/api/v1/keys",
                        Json.of("{name: 'Store', role: 'store', location: '%s'}".formatted(world.store())),
                        "Idempotency-Key",
                        world.shop().fresh("key"))
                .is(201)
                .text("/secret");
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
