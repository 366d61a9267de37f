package io.omnihub;

import static io.omnihub.Shop.entry;
import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Shop.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A depot with months of cover, and a store that has sold out. */
class ReplenishmentIT implements LedgerProven {
    private static final String PATH = "/api/v1/replenishment";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api = Api.administrator();
    private final Transport transport = Transport.ofAdministrator();
    private final Shop shop = new Shop();
    private String depot = "";
    private String leeds = "";
    private String lamp = "";

    @BeforeEach
    void theStoreSellsOut() {
        String capabilities = "['ship', 'pickup', 'transfer-in', 'transfer-out']";
        depot = shop.own("depot");
        leeds = shop.own("leeds");
        shop.putLocation(
                depot,
                Shop.storeContent("Depot", 52.26, -1.16)
                        .with("/kind", "'warehouse'")
                        .with("/capabilities", capabilities));
        shop.putLocation(leeds, Shop.storeContent("Leeds", 53.80, -1.55).with("/capabilities", capabilities));
        lamp = shop.own("lamp");
        shop.putItem(lamp, Json.of("{name: 'Lamp', unitPrice: {amount: 1999, currency: 'GBP'}}"));
        shop.receive(lamp, leeds, 3);
        sell(3);
        assertThat(shop.level(lamp, leeds).onHand()).isZero();
    }

    @Test
    void whatRunsOutHere_isProposedFromThere_accepted_sentAndReceived() {
        shop.receive(lamp, depot, 500);

        Json proposal = proposed();
        assertThat(proposal.text("/source")).isEqualTo(depot);
        assertThat(proposal.text("/destination")).isEqualTo(leeds);
        assertThat(proposal.at("/because/reasons").toString())
                .contains("out-of-stock", "runs-out", "source-does-not-sell");
        assertThat(proposal.text("/summary"))
                .startsWith("Move %d of %s from %s to %s, because".formatted(quantity(proposal), lamp, depot, leeds));
        assertThat(proposal.number("/gain"))
                .isEqualTo(proposal.number("/value") - proposal.number("/transport"))
                .isPositive();

        assertThat(proposed().text("/id")).isEqualTo(proposal.text("/id"));

        String key = shop.fresh("key");
        Json accepted = settle(proposal, "accept", key).is(200).json();
        assertThat(accepted.text("/state")).isEqualTo("accepted");
        Reply again = settle(proposal, "accept", key).is(200);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text("/transferId")).isEqualTo(accepted.text("/transferId"));
        settle(proposal, "accept", shop.fresh("key")).refuses(409, "step-not-allowed");

        Json transfer = transport.read(accepted.text("/transferId"));
        assertThat(transfer.text("/state")).isEqualTo("approved");
        run();
        assertThat(open()).isEmpty();
        transport.steps(transfer.text("/id"), "start-picking", "ship", "receive");
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(quantity(proposal), 0, 0, 0, quantity(proposal)));
    }

    @Test
    void aStoreSettlesWhatLeavesIt_notWhatComesToIt() {
        shop.receive(lamp, depot, 500);
        Json proposal = proposed();

        Api.store(leeds).post(path(proposal, "accept"), Json.of("{}"), key()).refuses(403, "forbidden");
        Api.store(shop.store("york", 53.96, -1.08))
                .post(path(proposal, "accept"), Json.of("{}"), key())
                .refuses(404, "not-found");
        assertThat(Api.store(leeds).get(PATH + "/proposals").is(200).json().items("/items"))
                .hasSize(1);
        Api.store(depot).post(path(proposal, "accept"), Json.of("{}"), key()).is(200);
    }

    @Test
    void aRunWaits_untilTheOneBeforeItIsOver() {
        String before = "00000000-0000-7000-8000-00000000beef";
        Work.change("INSERT INTO replenishment_run VALUES ('%s', NULL, '%s', now(), NULL, 0, 0, 0)"
                .formatted(before, before));
        Work.change(
                ("INSERT INTO due_work SELECT '%s', 'replenish-page', '%s', now(), 'waiting', 'infinity', 0, 0, NULL,"
                                + " now()")
                        .formatted(before, before));
        String run = started(lamp);
        await().atMost(PATIENCE)
                .until(() -> !api.all("/api/v1/due-work?state=done&subject=" + run, 50)
                        .isEmpty());
        assertThat(state(run)).isEqualTo("running");

        Work.change("DELETE FROM due_work WHERE id = '%s'".formatted(before));

        await().atMost(PATIENCE).until(() -> state(run).equals("finished"));
        Work.change("DELETE FROM replenishment_run WHERE id = '%s'".formatted(before));
    }

    @Test
    void runsThatBeginAtOnce_proposeAMoveOnce() {
        shop.receive(lamp, depot, 500);

        List<String> runs =
                IntStream.range(0, 8).parallel().mapToObj(_ -> started(lamp)).toList();

        runs.forEach(run -> await().atMost(PATIENCE).until(() -> state(run).equals("finished")));
        assertThat(runs).doesNotHaveDuplicates();
        assertThat(api.all(PATH + "/proposals?sku=" + lamp, 50)).hasSize(1);
    }

    @Test
    void anItemThatCannotBeLookedAt_isSkipped_andTheRestOfTheRunIsNot() {
        shop.receive(lamp, depot, 500);
        String broken = shop.item("a-broken");
        Work.change(
                "INSERT INTO replenishment_proposal VALUES (gen_random_uuid(), '%s', '%s', '%s', 1, 'proposed', 1, 1, 1,"
                                .formatted(broken, depot, leeds)
                        + " 1, 'GBP', '[]', gen_random_uuid(), now(), NULL, NULL, NULL, 1)");

        String run = api.post(PATH + "/runs", Json.of("{skus: ['%s', '%s']}".formatted(lamp, broken)), key())
                .is(201)
                .text("/id");

        await().atMost(PATIENCE).ignoreExceptions().until(() -> state(run).equals("finished") || hurry(run));
        assertThat(api.get(PATH + "/runs/" + run).json().at("/skipped")).isEqualTo(Json.of("['%s']".formatted(broken)));
        assertThat(open()).hasSize(1);
    }

    /** Lets the pauses after failures pass. */
    private static boolean hurry(String run) {
        Work.change("UPDATE due_work SET next_at = now() WHERE kind = 'replenish-page' AND state = 'waiting'"
                + " AND failures > 0 AND subject LIKE '%s%%'".formatted(run));
        return false;
    }

    @Test
    void whatWasSettledLongAgo_isForgotten() {
        String old = "00000000-0000-7000-8000-0000000000ed";
        Work.change("INSERT INTO replenishment_run VALUES ('%s', NULL, '%s', 'epoch', 'epoch', 0, 0, 0)"
                .formatted(old, old));
        Work.change(
                "INSERT INTO replenishment_proposal VALUES ('%s', '%s', '%s', '%s', 1, 'superseded', 1, 1, 1, 1, 'GBP',"
                                .formatted(old, lamp, depot, leeds)
                        + " '[]', gen_random_uuid(), 'epoch', 'epoch', NULL, NULL, 1)");

        run();

        api.get(PATH + "/runs/" + old).refuses(404, "not-found");
        assertThat(api.all(PATH + "/proposals?state=superseded&sku=" + lamp, 50))
                .isEmpty();
    }

    @Test
    void whatWasDismissed_isNotProposedAgainForAWhile() {
        shop.receive(lamp, depot, 500);
        Json proposal = proposed();

        Json dismissed = api.post(path(proposal, "dismiss"), Json.of("{reason: 'closing down'}"), key())
                .is(200)
                .json();

        assertThat(dismissed.text("/state")).isEqualTo("dismissed");
        assertThat(dismissed.text("/reason")).isEqualTo("closing down");
        run();
        assertThat(open()).isEmpty();
        settle(proposal, "accept", shop.fresh("key")).refuses(409, "step-not-allowed");
    }

    @Test
    void unitsThatHaveGoneMeanwhile_areNotTransferred() {
        shop.receive(lamp, depot, 500);
        Json proposal = proposed();
        shop.adjust("write-off", entry(lamp, depot, 499)).is(201);

        Json refusal = settle(proposal, "accept", shop.fresh("key"))
                .refuses(409, "insufficient-stock")
                .json();

        assertThat(refusal.number("/lines/0/available")).isEqualTo(1);
        assertThat(open()).hasSize(1);
        assertThat(shop.level(lamp, depot)).isEqualTo(new Level(1, 0, 0, 0, 1));
    }

    @Test
    void anEditOfAnotherVersion_isRefused() {
        shop.receive(lamp, depot, 500);
        Json proposal = proposed();

        api.post(path(proposal, "accept"), Json.of("{}"), "Idempotency-Key", shop.fresh("key"), "If-Match", "\"77\"")
                .refuses(412, "version-mismatch");
    }

    @Test
    void whatNoPlaceHas_isSuggestedToBeBought_untilThereIsSome() {
        run();

        Json suggestion = api.get(PATH + "/purchase-suggestions?sku=" + lamp)
                .is(200)
                .json()
                .at("/items/0");
        assertThat(suggestion.text("/places/0/location")).isEqualTo(leeds);
        assertThat(suggestion.at("/places/0/reasons").toString()).contains("nowhere-enough", "out-of-stock");
        assertThat(suggestion.number("/quantity")).isPositive();

        shop.receive(lamp, depot, 500);
        run();
        assertThat(api.get(PATH + "/purchase-suggestions?sku=" + lamp)
                        .is(200)
                        .json()
                        .items("/items"))
                .isEmpty();
    }

    @Test
    void aShelfThatTheRetailerWantsFilled_isFilled() {
        String vase = shop.item("vase");
        shop.receive(vase, depot, 50);
        setLevels("{entries: [{sku: '%s', location: '%s', min: 3, max: 8}]}".formatted(vase, leeds));
        run(vase);

        Json proposal = open(vase).getFirst();
        assertThat(quantity(proposal)).isEqualTo(8);
        assertThat(proposal.at("/because/reasons").toString()).contains("below-min");

        setLevels("{entries: [{sku: '%s', location: '%s'}]}".formatted(vase, leeds));
        run(vase);
        assertThat(open(vase)).isEmpty();
        assertThat(api.get(PATH + "/proposals?state=superseded&sku=" + vase)
                        .is(200)
                        .json()
                        .items("/items"))
                .hasSize(1);
    }

    @Test
    void whatWasSet_isShown_untilItIsSetNoMore() {
        setLevels(
                "{entries: [{sku: '%s', location: '%s', min: 2, max: 12}, {sku: '%s', location: '%s', min: 0, max: 1}]}"
                        .formatted(lamp, depot, lamp, leeds));

        assertThat(levels("?sku=" + lamp))
                .containsExactlyInAnyOrder(
                        Json.of("{sku: '%s', location: '%s', min: 2, max: 12}".formatted(lamp, depot)),
                        Json.of("{sku: '%s', location: '%s', min: 0, max: 1}".formatted(lamp, leeds)));
        setLevels("{entries: [{sku: '%s', location: '%s'}]}".formatted(lamp, depot));
        assertThat(levels("?sku=" + lamp)).hasSize(1);
        assertThat(levels("?location=" + depot)).isEmpty();
        api.get(PATH + "/levels?after=x").refuses(400, "invalid-cursor", "after");
    }

    private List<Json> levels(String query) {
        return api.all(PATH + "/levels" + query, 1);
    }

    @Test
    void levelsOfWhatThereIsNot_areRefused() {
        api.put(
                        PATH + "/levels",
                        Json.of("{entries: [{sku: 'no-such', location: '%s', min: 1, max: 2}]}".formatted(leeds)))
                .refuses(422, "unknown-item", "/entries/0/sku");
        api.put(
                        PATH + "/levels",
                        Json.of("{entries: [{sku: '%s', location: 'nowhere', min: 1, max: 2}]}".formatted(lamp)))
                .refuses(422, "unknown-location", "/entries/0/location");
        api.put(
                        PATH + "/levels",
                        Json.of("{entries: [{sku: '%s', location: '%s', min: 3, max: 2}]}".formatted(lamp, leeds)))
                .refuses(422, "invalid-field", "/entries/0/max");
    }

    /** Only this item's gains are as high as that, so that nobody else's proposals are accepted meanwhile. */
    @Test
    void whatGainsEnough_isTransferredWithoutAsking() {
        String jewel = shop.own("jewel");
        shop.putItem(jewel, Json.of("{name: 'Jewel', unitPrice: {amount: 900000000, currency: 'GBP'}}"));
        shop.receive(jewel, depot, 50);
        setLevels("{entries: [{sku: '%s', location: '%s', min: 3, max: 8}]}".formatted(jewel, leeds));
        try {
            api.put(PATH + "/policy", Json.of("{acceptGain: 500000000, acceptedAs: 'draft'}"))
                    .is(200);
            run(jewel);
            await().atMost(PATIENCE).until(() -> accepted(jewel).size() == 1);
        } finally {
            api.put(PATH + "/policy", Json.of("{}")).is(200);
        }

        Json transfer = transport.read(accepted(jewel).getFirst().text("/transferId"));
        assertThat(transfer.text("/state")).isEqualTo("draft");
        assertThat(transfer.number("/lines/0/quantity")).isEqualTo(8);
        run(jewel);
        assertThat(open(jewel)).isEmpty();
    }

    private List<Json> accepted(String sku) {
        return api.get(PATH + "/proposals?state=accepted&sku=" + sku)
                .is(200)
                .json()
                .items("/items");
    }

    private void sell(long units) {
        String channel = shop.channel("channel", leeds);
        Json order = shop.place(shop.order(channel, line(lamp, units))).is(201).json();
        Work.ofAdministrator()
                .steps(order.text("/fulfillmentOrders/0/id"), "acknowledge", "start-picking", "pick", "pack", "ship");
    }

    private void setLevels(String body) {
        api.put(PATH + "/levels", Json.of(body)).is(200);
    }

    private Json proposed() {
        run();
        return open().getFirst();
    }

    private void run() {
        run(lamp);
    }

    private void run(String sku) {
        String id = started(sku);
        await().atMost(PATIENCE).until(() -> state(id).equals("finished"));
    }

    @Test
    void aRunOfUnknownItems_isRefused_andAPolicyIsPutAsItWasRead() {
        api.post(PATH + "/runs", Json.of("{skus: ['%s', 'no-such-item']}".formatted(lamp)), key())
                .refuses(422, "unknown-item", "/skus/1");
        Json policy = api.get(PATH + "/policy").is(200).json();
        api.put(PATH + "/policy", policy.with("/acceptGain", "null").without("/version"))
                .is(200);
    }

    private String started(String sku) {
        return api.post(PATH + "/runs", Json.of("{skus: ['%s']}".formatted(sku)), key())
                .is(201)
                .text("/id");
    }

    private String state(String run) {
        return api.get(PATH + "/runs/" + run).is(200).text("/state");
    }

    private List<Json> open() {
        return open(lamp);
    }

    private List<Json> open(String sku) {
        return api.get(PATH + "/proposals?sku=" + sku).is(200).json().items("/items");
    }

    private static long quantity(Json proposal) {
        return proposal.number("/quantity");
    }

    private Reply settle(Json proposal, String step, String key) {
        return api.post(path(proposal, step), Json.of("{}"), "Idempotency-Key", key);
    }

    private static String path(Json proposal, String step) {
        return PATH + "/proposals/" + proposal.text("/id") + "/" + step;
    }

    private static String[] key() {
        return new String[] {"Idempotency-Key", UUID.randomUUID().toString()};
    }
}
