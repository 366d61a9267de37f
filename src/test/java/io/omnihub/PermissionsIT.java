package io.omnihub;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.access.Permission;
import io.omnihub.access.Reach;
import io.omnihub.access.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route, asked by every role about its own world and another's, answers what the table of permissions says. */
class PermissionsIT implements LedgerProven {
    private static final Map<Credential, Api> CALLERS = new HashMap<>();
    private static final Map<Side, World> WORLDS = new HashMap<>();

    /** Who sends a request. */
    enum Credential {
        NO_KEY(Optional.empty()),
        BAD_KEY(Optional.empty()),
        ADMINISTRATOR(Optional.of(Role.ADMINISTRATOR)),
        SERVICE(Optional.of(Role.SERVICE)),
        STOREFRONT(Optional.of(Role.STOREFRONT)),
        STORE(Optional.of(Role.STORE)),
        TERMINAL(Optional.of(Role.TERMINAL));

        private final Optional<Role> role;

        Credential(Optional<Role> role) {
            this.role = role;
        }
    }

    /** Whether the request is about the world of the storefront and the store that send it. */
    enum Side {
        OWN,
        FOREIGN
    }

    /** What has no location yet is in sight of every one; whose it is to be, the body says. */
    private static final Set<String> NAMED_BY_BODY = Set.of("receiveReturn", "putConsents");

    @BeforeAll
    static void openTheShops() {
        World own = World.fresh();
        WORLDS.put(Side.OWN, own);
        WORLDS.put(Side.FOREIGN, World.fresh());
        WORLDS.values().forEach(OpenAttention::of);
        CALLERS.put(Credential.NO_KEY, Api.withoutKey());
        CALLERS.put(Credential.BAD_KEY, Api.withKey("a-key-that-nobody-ever-made-for-this"));
        CALLERS.put(Credential.ADMINISTRATOR, Api.administrator());
        CALLERS.put(Credential.SERVICE, Api.service());
        CALLERS.put(Credential.STOREFRONT, Api.storefront(own.channel()));
        CALLERS.put(Credential.STORE, Api.store(own.store()));
        CALLERS.put(Credential.TERMINAL, Api.withKey(own.freshTerminal().text("/secret")));
    }

    @BeforeEach
    void somethingIsProposed() {
        WORLDS.values().forEach(OpenProposal::of);
    }

    @Test
    void everyRoute_isAsked() {
        assertThat(Requested.operations())
                .isEqualTo(Permission.TABLE.stream().map(Permission::operation).collect(toSet()));
        assertThat(Stream.of(Credential.values()).flatMap(one -> one.role.stream()))
                .containsExactlyInAnyOrder(Role.values());
    }

    @ParameterizedTest
    @MethodSource
    void everyRoute_letsThroughWhomTheTableNames_asFarAsItSays(Permission line, Credential credential, Side side) {
        assertThat(breach(line, credential, side)).isEmpty();
    }

    static Stream<Arguments> everyRoute_letsThroughWhomTheTableNames_asFarAsItSays() {
        return Permission.TABLE.stream()
                .flatMap(line -> Stream.of(Credential.values())
                        .flatMap(credential ->
                                Stream.of(Side.values()).map(side -> Arguments.of(line, credential, side))));
    }

    /** The hub obeys its own table, so a table that differs from it must be caught wherever it differs. */
    @Test
    void aPlantedHole_isFound() {
        assertThat(breach(planted("createKey", Map.of(Role.STORE, Reach.ALL)), Credential.STORE, Side.OWN))
                .contains("createKey, STORE, OWN: 403 forbidden in the place of success");
        assertThat(breach(planted("listOrders", Map.of(Role.SERVICE, Reach.ALL)), Credential.STOREFRONT, Side.OWN))
                .contains("listOrders, STOREFRONT, OWN: 200 in the place of 403 forbidden");
        assertThat(breach(planted("getOrder", Map.of(Role.STOREFRONT, Reach.ALL)), Credential.STOREFRONT, Side.FOREIGN))
                .contains("getOrder, STOREFRONT, FOREIGN: 404 not-found in the place of success");
        assertThat(breach(planted("getItem", Map.of(Role.STORE, Reach.OWN_LOCATION)), Credential.STORE, Side.FOREIGN))
                .contains("getItem, STORE, FOREIGN: 200 in the place of 404 not-found");
        assertThat(breach(planted("getItem", Map.of()), Credential.NO_KEY, Side.OWN))
                .contains("getItem, NO_KEY, OWN: 401 unauthenticated in the place of success");
    }

    @ParameterizedTest
    @MethodSource
    void aListThatNamesNobody_showsWhatIsOwnAlone(Permission list, Credential credential) {
        String path = list.path().getPatternString();
        List<Json> shown = caller(credential).all(path, 200);

        assertThat(shown).isNotEmpty();
        assertThat(shown.toString())
                .contains(world(Side.OWN).lamp())
                .doesNotContain(world(Side.FOREIGN).lamp(), world(Side.FOREIGN).vase());
    }

    static Stream<Arguments> aListThatNamesNobody_showsWhatIsOwnAlone() {
        return Permission.TABLE.stream()
                .filter(line -> line.operation().startsWith("list"))
                .filter(line -> !line.path().getPatternString().contains("{"))
                .flatMap(line -> Stream.of(Credential.values())
                        .filter(one -> one.role
                                .map(line.reach()::get)
                                .filter(reach -> reach != Reach.ALL)
                                .isPresent())
                        .map(one -> Arguments.of(line, one)));
    }

    @Test
    void aStoreSeesATransferThatLeavesIt_asDoesTheOneThatItGoesTo() {
        World own = world(Side.OWN);
        String path = "/api/v1/transfers/" + own.transfer();
        Json seen = caller(Credential.STORE).get(path).is(200).json();

        assertThat(Api.store(own.warehouse()).get(path).is(200).json()).isEqualTo(seen);
        assertThat(seen.text("/source")).isEqualTo(own.warehouse());
        assertThat(seen.text("/destination")).isEqualTo(own.store());
        assertThat(seen.text("/fulfillmentOrderId")).isEqualTo(own.pickup());
        Api.store(own.shop().store("other", 50, 0)).get(path).refuses(404, "not-found");
    }

    @Test
    void aStoreThatAdjustsItsOwnAndAnothersStockAtOnce_adjustsNothing() {
        World own = world(Side.OWN);
        long before = own.shop().level(own.lamp(), own.store()).onHand();
        var both = own.shop()
                .adjustment(
                        "found",
                        List.of(
                                Shop.entry(own.lamp(), own.store(), 1),
                                Shop.entry(own.lamp(), world(Side.FOREIGN).store(), 1)));

        caller(Credential.STORE).post(Shop.ADJUSTMENTS, both).refuses(403, "forbidden");
        caller(Credential.STORE)
                .post(Shop.ADJUSTMENTS, own.shop().adjustment("found", List.of(Shop.entry(own.lamp(), "nowhere", 1))))
                .refuses(403, "forbidden");
        assertThat(own.shop().level(own.lamp(), own.store()).onHand()).isEqualTo(before);
    }

    @Test
    void aStorefront_doesNotUseAnothersHold() {
        World own = world(Side.OWN);
        var order = own.newOrder().with("/holds", "['" + world(Side.FOREIGN).hold() + "']");
        caller(Credential.STOREFRONT).post(Shop.ORDERS, order).refuses(422, "unknown-hold", "/holds/0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        placeOrder  | /id                | '0195d3a0-11c2-7aa0-8c31-5b7d9e0f1a22'
        placeOrder  | /number            | 'AAAA'
        placeOrder  | /state             | 'completed'
        placeOrder  | /placedBy          | '0195d3a0-11c2-7aa0-8c31-5b7d9e0f1a22'
        placeOrder  | /placedAt          | '2026-03-02T09:15:30Z'
        placeOrder  | /fulfillmentOrders | []
        placeOrder  | /total             | {amount: 1, currency: 'GBP'}
        placeOrder  | /lines/0/fulfilled | 1
        makeHold    | /id                | '0195d3a0-11c2-7aa0-8c31-5b7d9e0f1a22'
        makeHold    | /state             | 'committed'
        makeHold    | /madeBy            | '0195d3a0-11c2-7aa0-8c31-5b7d9e0f1a22'
        makeHold    | /expiresAt         | '2099-03-02T09:15:30Z'
        makeHold    | /lines/0/location  | 'x'
        cancelOrder | /actor             | '0195d3a0-11c2-7aa0-8c31-5b7d9e0f1a22'
        cancelOrder | /state             | 'cancelled'
        """)
    void whatAStorefrontMayNotSet_isRefused(String operation, String field, String value) {
        var request = Requested.of(operation, world(Side.OWN));
        caller(Credential.STOREFRONT)
                .post(
                        request.path(),
                        request.body().orElseThrow().with(field, value),
                        "Idempotency-Key",
                        world(Side.OWN).shop().fresh("key"))
                .refuses(422, "unknown-field", field);
    }

    @ParameterizedTest
    @CsvSource({"/id", "/actor", "/recordedAt", "/entries/0/counter"})
    void whatAStoreMayNotSet_isRefused(String field) {
        var request = Requested.of("adjustStock", world(Side.OWN));
        caller(Credential.STORE)
                .post(request.path(), request.body().orElseThrow().with(field, "'on-hand'"))
                .refuses(422, "unknown-field", field);
    }

    /** What is answered otherwise than this line says; the hub itself is not asked for its table. */
    private static Optional<String> breach(Permission line, Credential credential, Side side) {
        Reply reply = Requested.send(caller(credential), line, world(side));
        String answered = reply.status() < 300 ? "" + reply.status() : reply.status() + " " + reply.text("/code");
        String expected = expected(line, credential, side);
        boolean kept = expected.equals("success") ? reply.status() < 300 : answered.equals(expected);
        return kept
                ? Optional.empty()
                : Optional.of("%s, %s, %s: %s in the place of %s"
                        .formatted(line.operation(), credential, side, answered, expected));
    }

    private static String expected(Permission line, Credential credential, Side side) {
        if (line.reach().isEmpty()) {
            return "success";
        }
        if (credential.role.isEmpty()) {
            return "401 unauthenticated";
        }
        Optional<Reach> reach = credential.role.map(line.reach()::get);
        if (reach.isEmpty()) {
            return "403 forbidden";
        }
        if (side == Side.OWN || reach.get() == Reach.ALL) {
            return "success";
        }
        boolean namedByPath = line.path().getPatternString().contains("{") && !NAMED_BY_BODY.contains(line.operation());
        return namedByPath ? "404 not-found" : "403 forbidden";
    }

    private static Permission planted(String operation, Map<Role, Reach> reach) {
        return Permission.TABLE.stream()
                .filter(line -> line.operation().equals(operation))
                .map(line -> new Permission(operation, line.method(), line.path(), reach))
                .findFirst()
                .orElseThrow();
    }

    private static Api caller(Credential credential) {
        return CALLERS.getOrDefault(credential, Api.withoutKey());
    }

    private static World world(Side side) {
        return WORLDS.computeIfAbsent(side, missing -> {
            throw new IllegalStateException("no world " + missing);
        });
    }
}
