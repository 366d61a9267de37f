package io.omnihub;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.access.Permission;
import io.omnihub.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** The audit log keeps what callers change, together with it, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT implements LedgerProven {
    private static final String AUDIT = "/api/v1/audit";

    /** Writes that change nothing, or whose rows keep themselves who made them. */
    private static final Set<String> UNAUDITED = Set.of(
            "placeOrder", "makeHold", "releaseHold", "previewSourcing", "takeMessage", "takeMail", "resolveCustomer");

    private final Api api = Api.administrator();
    private final World world = World.fresh();
    private final Json administrator = key("{name: 'Ann', role: 'administrator'}");
    private final Json service = key("{name: 'ERP', role: 'service'}");

    @ParameterizedTest
    @MethodSource("writes")
    void everyWriteOfAnAdministrator_leavesAnEntry(Permission line) {
        Requested.send(caller(administrator), line, world).succeeds();

        Json newest = newest(administrator);
        assertThat(newest.text("/action")).isEqualTo(line.operation());
        assertThat(newest.text("/role")).isEqualTo("administrator");
        assertThat(newest.text("/name")).isEqualTo("Ann");
        assertThat(newest.text("/request")).isNotEmpty();
        assertThat(newest.toString()).doesNotContain(administrator.text("/secret"), "A. Buyer", "High Street");
    }

    @ParameterizedTest
    @MethodSource("writesOfStorefronts")
    void everyWriteOfAStorefront_leavesAnEntry(Permission line) {
        Json storefront = key("{name: 'Web', role: 'storefront', channel: '%s'}".formatted(world.channel()));

        Requested.send(caller(storefront), line, world).succeeds();

        Json newest = newest(storefront);
        assertThat(newest.text("/action")).isEqualTo(line.operation());
        assertThat(newest.text("/role")).isEqualTo("storefront");
        assertThat(newest.toString()).doesNotContain("A. Buyer", "High Street");
    }

    static Stream<Permission> writesOfStorefronts() {
        return writes().filter(line -> line.reach().containsKey(Role.STOREFRONT));
    }

    static Stream<Permission> writes() {
        return Permission.TABLE.stream()
                .filter(line -> !line.reach().isEmpty()
                        && !line.method().equals(HttpMethod.GET)
                        && !UNAUDITED.contains(line.operation()));
    }

    @ParameterizedTest
    @MethodSource("unaudited")
    void whatKeepsItselfWhoMadeIt_leavesNoEntry(Permission line) throws SQLException {
        long before = entries();
        Requested.send(caller(administrator), line, world).succeeds();
        assertThat(entries()).isEqualTo(before);
    }

    static Stream<Permission> unaudited() {
        return Permission.TABLE.stream().filter(line -> UNAUDITED.contains(line.operation()));
    }

    @Test
    void eachWriteIsOneOrTheOther() {
        assertThat(Stream.concat(writes(), unaudited()).map(Permission::operation))
                .containsExactlyInAnyOrderElementsOf(Permission.TABLE.stream()
                        .filter(line ->
                                !line.reach().isEmpty() && !line.method().equals(HttpMethod.GET))
                        .map(Permission::operation)
                        .collect(toSet()));
    }

    @Test
    void aStorefrontsOrder_leavesNoEntry_aStoresAdjustmentDoes() throws SQLException {
        Api storefront = Api.storefront(world.channel());
        Json till = key("{name: 'Till', role: 'store', location: '%s'}".formatted(world.store()));
        Json order = world.newOrder();
        long before = entries();

        storefront.post(Shop.ORDERS, order).is(201);

        assertThat(entries()).isEqualTo(before);
        long units = world.shop().level(world.lamp(), world.store()).onHand();
        Json adjusted = caller(till)
                .post(
                        Shop.ADJUSTMENTS,
                        world.shop().adjustment("found", List.of(Shop.entry(world.lamp(), world.store(), 3))))
                .is(201)
                .json();
        Json entry = newest(till);
        assertThat(entry.text("/role")).isEqualTo(Role.STORE.wire());
        assertThat(entry.text("/subject")).isEqualTo("adjustment:" + adjusted.text("/id"));
        assertThat(entry.find("/before")).isEmpty();
        assertThat(entry.at("/after")).isEqualTo(Json.of("""
            {reference: '%s', reason: 'found',
             levels: [{sku: '%s', location: '%s', counter: 'on-hand', before: %d, after: %d}]}\
            """.formatted(
                        adjusted.text("/reference"), world.lamp(), world.store(), units, units + 3)));
    }

    @Test
    void anItem_isFollowedFromItsFirstVersion_andAnUnchangedOrRefusedPutIsNoChange() {
        String sku = world.shop().own("vase two");
        String path = "/api/v1/items/" + Api.encoded(sku);
        Json vase = Json.of("{name: 'Vase', unitPrice: {amount: 500, currency: 'GBP'}, barcodes: ['%s']}"
                .formatted(world.shop().fresh("code")));
        caller(administrator).put(path, vase).is(201);
        caller(service).put(path, vase).is(200);
        caller(service)
                .put(path, vase.with("/name", "'Blue vase'").without("/unitPrice"), "If-Match", "\"7\"")
                .refuses(412, "version-mismatch");
        caller(service)
                .put(path, vase.with("/name", "'Blue vase'").without("/unitPrice"))
                .is(200);

        List<Json> entries = api.all(AUDIT + "?subject=" + Api.encoded("item:" + sku), 1);

        assertThat(entries).hasSize(2);
        assertThat(entries.getFirst().text("/actor")).isEqualTo(service.text("/id"));
        assertThat(entries.getFirst().at("/before"))
                .isEqualTo(Json.of("{name: 'Vase', unitPrice: {amount: 500, currency: 'GBP'}, version: 1}"));
        assertThat(entries.getFirst().at("/after")).isEqualTo(Json.of("{name: 'Blue vase', version: 2}"));
        assertThat(entries.getLast().text("/actor")).isEqualTo(administrator.text("/id"));
        assertThat(entries.getLast().find("/before")).isEmpty();
        assertThat(entries.getLast().text("/after/state")).isEqualTo("active");
    }

    @Test
    void aKeysLife_isKept_withoutItsSecrets() {
        Json key = key("{name: 'Short', role: 'storefront', channel: '%s'}".formatted(world.channel()));
        String path = "/api/v1/keys/" + key.text("/id");
        Json rotated = api.post(
                        path + "/rotations",
                        Json.of("{}"),
                        "Idempotency-Key",
                        world.shop().fresh("key"))
                .is(201)
                .json();
        api.send("DELETE", path, BodyPublishers.noBody()).is(204);

        List<Json> entries = api.all(AUDIT + "?subject=key:" + key.text("/id"), 50);

        assertThat(entries)
                .extracting(entry -> entry.text("/action"))
                .containsExactly("deleteKey", "rotateKey", "createKey");
        assertThat(entries.getLast().at("/after"))
                .isEqualTo(Json.of("{name: 'Short', role: 'storefront', channel: '%s'}".formatted(world.channel())));
        assertThat(entries.get(1).at("/after"))
                .isEqualTo(Json.of("{}").with("/previousSecretUntil", rotated.at("/previousSecretUntil")));
        assertThat(entries.getFirst().at("/before")).isEqualTo(Json.of("{}"));
        assertThat(entries.toString()).doesNotContain(key.text("/secret"), rotated.text("/secret"));
    }

    @Test
    void safetyStock_isKeptPerLevel_onlyWhereItChanges() {
        String subject = "stock:" + world.warehouse() + "/" + world.vase();
        setSafetyStock(4);
        setSafetyStock(4);
        setSafetyStock(1);

        assertThat(api.all(AUDIT + "?subject=" + Api.encoded(subject), 50))
                .extracting(entry -> entry.at("/before") + " → " + entry.at("/after"))
                .containsExactly(
                        "{\"safetyStock\":4} → {\"safetyStock\":1}", "{\"safetyStock\":0} → {\"safetyStock\":4}");
    }

    @Test
    void aCancellationByAnAdministrator_isKept_withoutItsReason() {
        String order = world.freshOrder();
        caller(administrator)
                .post(
                        Shop.ORDERS + "/" + order + "/cancellations",
                        Json.of("{reason: 'Mrs Smith called'}"),
                        "Idempotency-Key",
                        world.shop().fresh("key"))
                .is(201);

        Json entry = api.all(AUDIT + "?subject=order:" + order, 50).getFirst();
        assertThat(entry.at("/before")).isEqualTo(Json.of("{state: 'placed', lines: [{lineNumber: 1, current: 1}]}"));
        assertThat(entry.at("/after")).isEqualTo(Json.of("{state: 'cancelled', lines: [{lineNumber: 1, current: 0}]}"));
        assertThat(entry.toString()).doesNotContain("Smith");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UPDATE audit_entry SET name = 'nobody'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"})
    void theLog_isNeverChanged(String statement) {
        assertThatThrownBy(() -> {
                    try (var connection = Hub.connect();
                            var change = connection.createStatement()) {
                        change.execute(statement);
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void badParameters_areNamed() {
        api.get(AUDIT + "?actor=me").refuses(400, "invalid-parameter", "actor");
        api.get(AUDIT + "?subject=").refuses(400, "invalid-parameter", "subject");
        api.get(AUDIT + "?who=me").refuses(400, "invalid-parameter", "who");
        api.get(AUDIT + "?after=xyz").refuses(400, "invalid-cursor", "after");
    }

    private void setSafetyStock(long units) {
        caller(administrator)
                .put(
                        Shop.SAFETY_STOCK,
                        Json.of("{entries: []}")
                                .with(
                                        "/entries",
                                        Json.array(List.of(Shop.entry(world.vase(), world.warehouse(), units)))))
                .is(200);
    }

    private Json newest(Json key) {
        return api.get(AUDIT + "?limit=1&actor=" + key.text("/id"))
                .is(200)
                .json()
                .at("/items/0");
    }

    private static long entries() throws SQLException {
        try (var connection = Hub.connect();
                var count = connection.createStatement();
                var rows = count.executeQuery("SELECT count(*) FROM audit_entry")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Json key(String asked) {
        return api.post(
                        "/api/v1/keys",
                        Json.of(asked),
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .is(201)
                .json();
    }

    private static Api caller(Json key) {
        return Api.withKey(key.text("/secret"));
    }
}
