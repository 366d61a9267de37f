package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.Criterion;
import io.omnihub.catalog.LexicographicPolicy;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.kernel.ChannelCode;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A channel's rules for sourcing: who made which, when and why. */
class SourcingPoliciesIT {
    private static final Json RULES = Json.of("""
        {splitLimit: 3, minPartWorth: 1500, maxDistanceKm: 400.5, storesShip: false, backorder: false,
         transit: {steps: [{upToKm: 100.0, days: 1}, {upToKm: 800.0, days: 2}], daysBeyond: 4},
         transfer: {steps: [], daysBeyond: 2},
         scoring: {kind: 'rules', criteria: ['warehouses-first', 'nearest'],
                   costs: {perBox: 350, perUnit: 1, perUnitKmMillis: 2, handlingStore: 3, handlingWarehouse: 4,
                           pressure: 5, latePerDay: 6, shipTargetDays: 7, pickupTargetDays: 8, rejection: 9,
                           shadowWeight: 0.5, travelPerKm: 10}}}\
        """);

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private final String channel = shop.channel("web", shop.store("leeds", 53.8, -1.55));
    private final String path = "/api/v1/channels/" + channel + "/sourcing-policy";

    @Test
    void aChannelWithoutRules_hasTheDefaultAsVersionZero() {
        Reply read = api.get(path).is(200);

        assertThat(read.header("ETag")).isEqualTo("\"0\"");
        assertThat(read.number("/version")).isZero();
        assertThat(read.number("/policy/splitLimit")).isEqualTo(SourcingPolicy.MAX_SPLIT);
        assertThat(read.text("/policy/scoring/kind")).isEqualTo("cost");
        assertThat(read.json().find("/author")).isEmpty();
        assertThat(api.all(path + "/versions", 2)).isEmpty();
    }

    @Test
    void rules_areKeptAsTheyWereGiven_andHoldForTheNextDecision() {
        Reply put = put(RULES, "Near by").is(200);

        assertThat(put.json().at("/policy")).isEqualTo(RULES);
        assertThat(put.number("/version")).isEqualTo(1);
        assertThat(put.text("/comment")).isEqualTo("Near by");
        assertThat(put.text("/author")).hasSize(36);
        assertThat(api.get(path).is(200).json()).isEqualTo(put.json());
        assertThat(api.send("GET", path, BodyPublishers.noBody(), "If-None-Match", "\"1\"")
                        .status())
                .isEqualTo(304);

        SourcingPolicy held = heldPolicy();
        assertThat(held.version()).isEqualTo(1);
        assertThat(held.maxDistanceKm()).contains(400.5);
        assertThat(((LexicographicPolicy) held.scoring()).criteria())
                .containsExactly(Criterion.WAREHOUSES_FIRST, Criterion.NEAREST);
    }

    @Test
    void everyVersion_isListed_theNewestFirst() {
        put(RULES, "One").is(200);
        put(RULES.with("/splitLimit", 1), "Two").is(200);
        put(Json.of("{}"), "Back to the default").is(200);

        List<Json> versions = api.all(path + "/versions", 2);

        assertThat(versions.stream().map(version -> version.number("/version"))).containsExactly(3L, 2L, 1L);
        assertThat(versions.stream().map(version -> version.text("/comment")))
                .containsExactly("Back to the default", "Two", "One");
        assertThat(versions.getFirst()).isEqualTo(api.get(path).json());
        assertThat(versions.getLast().at("/policy")).isEqualTo(RULES);
    }

    @Test
    void anUnchangedPolicy_makesNoNewVersion_whateverTheComment() throws SQLException {
        Reply first = put(RULES, "One").is(200);

        assertThat(put(RULES, "Another reason").is(200).json()).isEqualTo(first.json());
        assertThat(LocationSwitchesIT.events("io.omnihub.sourcing-policy.changed.v1", channel))
                .singleElement()
                .satisfies(event -> assertThat(event.number("/version")).isEqualTo(1));
    }

    @Test
    void thePutOfAChannel_leavesItsPolicy_andThePolicyItsVersion() {
        put(RULES, "One").is(200);

        String its = "/api/v1/channels/" + channel;
        assertThat(api.get(its).number("/version")).isEqualTo(1);
        api.put(its, Shop.channelContent(shop.own("leeds")).with("/threshold", 7))
                .is(200);

        assertThat(api.get(path).number("/version")).isEqualTo(1);
        assertThat(heldPolicy().version()).isEqualTo(1);
    }

    @Test
    void anEdit_isMadeOnlyOnTheVersionItExpects() {
        put(RULES, "One", "If-Match", "\"0\"").is(200);
        put(RULES.with("/splitLimit", 1), "Two", "If-Match", "\"0\"").refuses(412, "version-mismatch");
        put(RULES.with("/splitLimit", 1), "Two", "If-Match", "\"1\"").is(200);
    }

    @Test
    void policiesMadeAtOnce_onTwoHubs_areAllKept_oneAfterTheOther() {
        Crowd.of(8)
                .call(
                        8,
                        i -> (i % 2 == 0 ? api : api.onSecondHub())
                                .put(path, body(RULES.with("/minPartWorth", i), "No. " + i))
                                .is(200));

        List<Json> versions = api.all(path + "/versions", 200);
        assertThat(versions.stream().map(version -> version.number("/version")))
                .containsExactly(8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(versions.stream().map(version -> version.number("/policy/minPartWorth")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 8).mapToObj(Long::valueOf).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        /splitLimit                     | 0                | /splitLimit
        /splitLimit                     | 9                | /splitLimit
        /splitLimit                     | 1.5              | /splitLimit
        /minPartWorth                   | -1               | /minPartWorth
        /maxDistanceKm                  | 0                | /maxDistanceKm
        /maxDistanceKm                  | -5               | /maxDistanceKm
        /maxDistanceKm                  | 1e400            | /maxDistanceKm
        /transit/daysBeyond             | -1               | /transit/daysBeyond
        /transit/daysBeyond             | 366              | /transit/daysBeyond
        /transit/steps/1/upToKm         | 100              | /transit/steps/1/upToKm
        /scoring/kind                   | 'luck'           | /scoring/kind
        /scoring/kind                   | 'cost'           | /scoring/criteria
        /scoring/criteria               | []               | /scoring/criteria
        /scoring/criteria               | ['nearest', 'nearest'] | /scoring/criteria
        /scoring/criteria/1             | 'prettiest'      | /scoring/criteria/1
        /scoring/criteria/1             | 'NEAREST'        | /scoring/criteria/1
        /scoring/costs/perBox           | -1               | /scoring/costs/perBox
        /scoring/costs/perUnitKmMillis  | 1000000001       | /scoring/costs/perUnitKmMillis
        /scoring/costs/shadowWeight     | -0.5             | /scoring/costs/shadowWeight
        /scoring/costs/shipTargetDays   | 366              | /scoring/costs/shipTargetDays
        """)
    void aBadPolicy_isRefusedByName(String field, String value, String fault) {
        put(RULES.with(field, value), "Bad").refuses(422, "invalid-field", "/policy" + fault);
        assertThat(api.get(path).number("/version")).isZero();
    }

    @Test
    void whatIsUnknown_missingOrTooMuch_isRefusedByName() {
        put(RULES.with("/scoring/costs/perSmile", 1), "Bad")
                .refuses(422, "unknown-field", "/policy/scoring/costs/perSmile");
        put(RULES.without("/scoring/criteria"), "Bad").refuses(422, "missing-field", "/policy/scoring/criteria");
        api.put(path, Json.of("{comment: 'x'}")).refuses(422, "missing-field", "/policy");
        api.put(path, Json.of("{policy: {}}")).refuses(422, "missing-field", "/comment");
        put(RULES, "x".repeat(501)).refuses(422, "invalid-field", "/comment");
        Json steps = Json.array(IntStream.rangeClosed(1, 21)
                .mapToObj(km -> Json.of("{upToKm: %d, days: 1}".formatted(km)))
                .toList());
        put(RULES.with("/transit/steps", steps), "Bad").refuses(422, "too-many-entries", "/policy/transit/steps");
    }

    @Test
    void aChannelThatIsNotThere_isNotFound() {
        String nowhere = "/api/v1/channels/" + shop.own("nowhere") + "/sourcing-policy";
        api.get(nowhere).refuses(404, "not-found");
        api.get(nowhere + "/versions").refuses(404, "not-found");
        api.put(nowhere, body(RULES, "x")).refuses(404, "not-found");
        api.get(path + "/versions?after=AAAA").refuses(400, "invalid-cursor", "after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE sourcing_policy SET comment = 'x'", "DELETE FROM sourcing_policy"})
    void whatWasMade_cannotBeUnmade(String sql) throws SQLException {
        try (var connection = Hub.connect();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("append-only");
        }
    }

    /** What decisions of the first hub go by: its copy of the catalogue, after a batch has looked at it. */
    private SourcingPolicy heldPolicy() {
        String lamp = shop.item(shop.fresh("lamp"));
        shop.place(shop.order(channel, Shop.line(lamp, 1))).refuses(409, "insufficient-stock");
        return Hub.context()
                .getBean(Catalogs.class)
                .copy()
                .channel(new ChannelCode(channel))
                .orElseThrow()
                .policy();
    }

    private Reply put(Json policy, String comment, String... headers) {
        return api.put(path, body(policy, comment), headers);
    }

    private static Json body(Json policy, String comment) {
        return Json.of("{comment: '%s'}".formatted(comment)).with("/policy", policy);
    }
}
