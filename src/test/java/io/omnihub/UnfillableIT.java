package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.Shop.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no location can fulfil any more: offered elsewhere, waited for, or taken off the order. */
class UnfillableIT implements LedgerProven {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final Shop shop = new Shop();
    private String leeds = "";
    private String york = "";
    private String bath = "";
    private String web = "";
    private String lamp = "";
    private String vase = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        york = shop.store("york", 53.96, -1.08);
        bath = shop.store("bath", 51.38, -2.36);
        web = shop.channel("web", leeds, york, bath);
        lamp = shop.item("lamp");
        vase = shop.item("vase");
    }

    @Test
    void aPickupWhoseStoreCloses_isOfferedElsewhere_andCollectedThere() {
        shop.receive(lamp, leeds, 1);
        Json order = placePickup();
        shop.receive(lamp, bath, 1);
        shop.receive(lamp, york, 1);

        Json part = closed(order);

        assertThat(part.items("/steps")).containsExactly(Json.of("'accept-offer'"));
        assertThat(part.items("/offers"))
                .extracting(offer -> offer.text("/location"))
                .containsExactly(york, bath);
        assertThat(Double.parseDouble(part.at("/offers/0/distanceKm").toString()))
                .isBetween(30.0, 40.0);
        Json shown = api.get(Shop.ORDERS + "/" + order.text("/id")).is(200).json();
        assertThat(shown.items("/fulfillmentOrders/1/offers")).isEqualTo(part.items("/offers"));
        assertThat(shown.at("/fulfillmentOrders/0").pointers()).noneMatch(pointer -> pointer.startsWith("/offers"));
        assertThat(shop.level(lamp, york).allocated()).isZero();

        Json accepted =
                accept(new Work(Api.storefront(web)), part, york).is(200).json();

        assertThat(accepted.text("/state")).isEqualTo("allocated");
        assertThat(accepted.text("/location")).isEqualTo(york);
        assertThat(accepted.text("/promisedAt")).isNotEmpty();
        assertThat(accepted.items("/offers")).isEmpty();
        assertThat(shop.level(lamp, york)).isEqualTo(new Level(1, 0, 1, 0, 0));
        assertThat(Announced.types(part.text("/id")))
                .containsExactly("attention.raised", "fulfillment-order.sourced", "attention.cleared");
        Json told = Json.of(Announced.data(part.text("/id")).get(1));
        assertThat(told.text("/location")).isEqualTo(york);
        assertThat(told.text("/promisedAt")).isEqualTo(accepted.text("/promisedAt"));
        assertThat(api.get(Shop.ORDERS + "/" + order.text("/id") + "/sourcing")
                        .json()
                        .items("/items"))
                .hasSize(3);
        String code = work.ready(part.text("/id"));
        work.step(part.text("/id"), "collect", Json.of("{code: '%s'}".formatted(code)))
                .is(200);
        assertThat(api.get(Shop.ORDERS + "/" + order.text("/id")).text("/state"))
                .isEqualTo("completed");
    }

    @Test
    void whereAnOfferIsAccepted_theOrderIsCollected_andAnEditBack_bringsItBack() {
        shop.receive(lamp, leeds, 1);
        Json order = placePickup("{method: 'pickup', location: '%s', collector: {name: 'B. Friend'}}".formatted(leeds));
        shop.receive(lamp, york, 1);
        accept(work, closed(order), york).is(200);

        assertThat(delivery(order))
                .isEqualTo(
                        Json.of("{method: 'pickup', location: '%s', collector: {name: 'B. Friend'}}".formatted(york)));
        Json same = edit(order, york);
        assertThat(same.at("/deliveryChanged")).isEqualTo(Json.of("false"));
        assertThat(same.items("/order/fulfillmentOrders")).hasSize(2);
        shop.receive(lamp, leeds, 1);

        Json moved = edit(order, leeds);

        assertThat(moved.at("/deliveryChanged")).isEqualTo(Json.of("true"));
        assertThat(delivery(order).text("/location")).isEqualTo(leeds);
        assertThat(state(order, 1)).isEqualTo("cancelled");
        assertThat(work.parts(order.text("/id")).getLast().text("/location")).isEqualTo(leeds);
        assertThat(shop.level(lamp, york).allocated()).isZero();
    }

    @Test
    void whereOnlySomeOfItIsCollectedElsewhere_theOrderStaysWhereItWas_andAStoreThatIsNamed_isMeantForAllOfIt() {
        shop.receive(lamp, leeds, 1);
        shop.receive(vase, leeds, 1);
        Json order = placePickup();
        shop.edit(order.text("/id"), Json.of("{}").with("/lines", Json.array(List.of(line(vase, 1)))))
                .is(201);
        shop.receive(vase, york, 1);
        work.step(work.parts(order.text("/id")).getLast().text("/id"), "reject", Json.of("{reason: 'closed'}"))
                .is(200);
        accept(work, work.awaitUnfillable(order.text("/id")), york).is(200);

        assertThat(delivery(order).text("/location")).isEqualTo(leeds);
        assertThat(places(order)).containsExactly(leeds, york);

        assertThat(edit(order, leeds).at("/deliveryChanged")).isEqualTo(Json.of("true"));

        assertThat(places(order)).containsOnly(leeds);
        assertThat(shop.level(vase, york).allocated()).isZero();
    }

    @Test
    void aChosenStore_isKept_whenItCannotDoItEither() {
        shop.receive(lamp, leeds, 1);
        Json order = placePickup();
        shop.receive(lamp, york, 1);
        Json part = closed(order);
        accept(work, part, york).is(200);
        shop.receive(lamp, bath, 1);

        work.step(part.text("/id"), "reject", Json.of("{reason: 'too-busy'}")).is(200);

        await().atMost(LIMIT).until(() -> work.parts(order.text("/id")).size() == 3);
        Json rest = work.awaitUnfillable(order.text("/id"));
        assertThat(rest.items("/offers"))
                .extracting(offer -> offer.text("/location"))
                .containsExactly(bath);
        assertThat(Double.parseDouble(rest.at("/offers/0/distanceKm").toString()))
                .isGreaterThan(280);
    }

    @Test
    void anOfferThatHasGone_isRefusedWithOthers_andChangesNothing() {
        shop.receive(lamp, leeds, 1);
        Json order = placePickup();
        shop.receive(lamp, york, 1);
        shop.receive(lamp, bath, 1);
        Json part = closed(order);
        shop.adjust("write-off", Shop.entry(lamp, york, 1)).is(201);

        Reply refused = accept(work, part, york).is(409);

        assertThat(refused.text("/code")).isEqualTo("offer-unavailable");
        assertThat(refused.json().items("/offers"))
                .extracting(offer -> offer.text("/location"))
                .containsExactly(bath);
        assertThat(refused.json().at("/offers/0/distanceKm")).isEqualTo(part.at("/offers/1/distanceKm"));
        assertThat(work.part(part.text("/id"))).isEqualTo(part);
        accept(work, part, "nowhere").is(409);
        Reply unheld = work.step(part.text("/id"), "hold", Json.of("{reason: 'payment'}"))
                .refuses(409, "step-not-allowed");
        assertThat(unheld.text("/detail")).contains("as soon as it is allocated");
        accept(work, part, bath).is(200);
        accept(work, part, bath).refuses(409, "step-not-allowed");
    }

    @Test
    void storesThatGetItWhileItWaits_areOffered() {
        shop.receive(lamp, leeds, 1);
        Json order = placePickup();
        reject(order);
        Json part = work.awaitUnfillable(order.text("/id"));
        assertThat(part.items("/offers")).isEmpty();

        shop.receive(lamp, york, 1);

        await().atMost(LIMIT)
                .until(() -> !work.part(part.text("/id")).items("/offers").isEmpty());
        Json offered = work.part(part.text("/id"));
        assertThat(offered.text("/state")).isEqualTo("unfillable");
        assertThat(offered.text("/offers/0/location")).isEqualTo(york);
        assertThat(Announced.types(part.text("/id"))).containsExactly("attention.raised", "attention.raised");
        assertThat(Json.of(Announced.data(part.text("/id")).getLast()).items("/alternatives"))
                .containsExactly(Json.of("'%s'".formatted(york)));
        accept(work, offered, york).is(200);
    }

    @Test
    void manyWhoAcceptAtOnce_areServedOnce() {
        shop.receive(lamp, leeds, 1);
        Json order = placePickup();
        shop.receive(lamp, york, 8);
        Json part = closed(order);

        List<Reply> replies = Crowd.of(8).call(8, _ -> accept(work, part, york));

        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() == 409)).hasSize(7);
        assertThat(shop.level(lamp, york).allocated()).isEqualTo(1);
    }

    @Test
    void onlyWhoSellsIt_chooses() {
        shop.receive(lamp, leeds, 1);
        Json order = placePickup();
        shop.receive(lamp, york, 1);
        Json part = closed(order);

        accept(new Work(Api.store(york)), part, york).refuses(403, "forbidden");
        accept(new Work(Api.storefront(shop.channel("other", york))), part, york)
                .refuses(404, "not-found");
        work.step(part.text("/id"), "accept-offer", Json.of("{}")).refuses(422, "missing-field", "/location");
    }

    @Test
    void whereItMayWait_itWaitsForStock_andNobodyIsTold() {
        policy("backorder");
        shop.receive(lamp, leeds, 1);
        Json order = place(line(lamp, 1));
        String part = reject(order);

        await().atMost(LIMIT).until(() -> state(order, 1).equals("backordered"));
        String rest = work.parts(order.text("/id")).getLast().text("/id");
        assertThat(Announced.types(rest)).containsExactly("fulfillment-order.backordered");
        shop.receive(lamp, bath, 1);

        await().atMost(LIMIT).until(() -> state(order, 1).equals("allocated"));
        assertThat(work.part(rest).text("/predecessorId")).isEqualTo(part);
        assertThat(Announced.types(rest)).doesNotContain("attention.raised", "attention.cleared");
    }

    /** Nothing is received: only the pause ends, or the pool grows. */
    @Test
    void whatWaited_isServedFirst_whenItsPlaceIsOpenAgain() {
        policy("backorder");
        shop.receive(lamp, leeds, 1);
        Json order = place(line(lamp, 1));
        pause(leeds, true);
        await().atMost(LIMIT).until(() -> state(order, 1).equals("backordered"));

        pause(leeds, false);

        await().atMost(LIMIT).until(() -> state(order, 1).equals("allocated"));
        assertThat(places(order)).containsExactly(leeds);
    }

    @Test
    void whatWaited_isServed_whenItsChannelSellsFromAnotherPlace() {
        String hull = shop.store("hull", 53.74, -0.33);
        policy("backorder");
        shop.receive(lamp, leeds, 1);
        shop.receive(lamp, hull, 1);
        Json order = place(line(lamp, 1));
        reject(order);
        await().atMost(LIMIT).until(() -> state(order, 1).equals("backordered"));

        shop.putChannel(web, Shop.channelContent(leeds, hull).with("/unfillable", "'backorder'"));

        await().atMost(LIMIT).until(() -> state(order, 1).equals("allocated"));
        assertThat(places(order)).containsExactly(hull);
    }

    @Test
    void whereItMayBeCancelled_theOrderIs() {
        policy("cancel");
        shop.receive(lamp, leeds, 1);
        Json order = place(line(lamp, 1));
        reject(order);

        await().atMost(LIMIT).until(() -> state(order, 1).equals("cancelled"));

        Json cancelled = api.get(Shop.ORDERS + "/" + order.text("/id")).json();
        assertThat(cancelled.text("/state")).isEqualTo("cancelled");
        assertThat(cancelled.number("/lines/0/current")).isZero();
        assertThat(Announced.types(order.text("/id"))).endsWith("order.cancelled");
        String rest = work.parts(order.text("/id")).getLast().text("/id");
        assertThat(Announced.types(rest)).containsExactly("fulfillment-order.cancelled");
    }

    @Test
    void whatIsMissing_isTakenOff_andTheRestCompletesTheOrder() {
        policy("cancel");
        shop.receive(lamp, leeds, 3);
        shop.receive(vase, leeds, 1);
        Json order = place(line(lamp, 3), line(vase, 1));
        String part = order.text("/fulfillmentOrders/0/id");
        work.steps(part, "acknowledge", "start-picking");
        work.step(
                        part,
                        "pick",
                        Json.of("{lines: [{lineNumber: 1, picked: 1, missing: 2}, {lineNumber: 2, picked: 1}]}"))
                .is(200);
        await().atMost(LIMIT).until(() -> state(order, 1).equals("cancelled"));
        Json reduced = api.get(Shop.ORDERS + "/" + order.text("/id")).json();
        assertThat(reduced.number("/lines/0/current")).isEqualTo(1);
        assertThat(reduced.text("/state")).isEqualTo("processing");

        work.steps(part, "pack", "ship", "deliver");

        assertThat(Announced.types(order.text("/id"))).endsWith("order.reduced", "order.completed");
    }

    @Test
    void ofWhatIsLeft_onlyWhatNobodyHas_isTakenOff() {
        policy("cancel");
        shop.receive(lamp, leeds, 5);
        shop.receive(vase, leeds, 1);
        Json order = place(line(lamp, 5), line(vase, 1));
        shop.receive(lamp, york, 3);
        shop.receive(vase, bath, 1);

        work.step(order.text("/fulfillmentOrders/0/id"), "reject", Json.of("{reason: 'closed'}"))
                .is(200);

        await().atMost(LIMIT).until(() -> state(order, 2).equals("allocated"));
        Json now = api.get(Shop.ORDERS + "/" + order.text("/id")).is(200).json();
        assertThat(Shop.parts(now).subList(1, 3)).containsExactlyInAnyOrder(york + "[1×3, 2×0]", bath + "[2×1]");
        assertThat(now.number("/lines/0/current")).isEqualTo(3);
        assertThat(now.number("/lines/1/current")).isEqualTo(1);
        assertThat(now.text("/state")).isEqualTo("placed");
        assertThat(Announced.types(order.text("/id"))).containsExactly("order.placed", "order.reduced");
        assertThat(Announced.types(work.parts(order.text("/id")).get(1).text("/id")))
                .containsExactly("fulfillment-order.reduced", "fulfillment-order.sourced");
        assertThat(api.all(Shop.ORDERS + "/" + order.text("/id") + "/cancellations", 50))
                .singleElement()
                .satisfies(off ->
                        assertThat(off.items("/lines")).containsExactly(Json.of("{lineNumber: 1, quantity: 2}")));
    }

    @Test
    void ofWhatIsLeft_onlyWhatNobodyHas_waits_andEvenThatComesAsItCan() {
        policy("backorder");
        shop.receive(lamp, leeds, 5);
        Json order = place(line(lamp, 5));
        shop.receive(lamp, york, 2);

        reject(order);

        await().atMost(LIMIT).until(() -> state(order, 2).equals("backordered"));
        assertThat(places(order)).containsExactly(york);
        shop.receive(lamp, bath, 1);

        await().atMost(LIMIT).until(() -> state(order, 3).equals("backordered"));
        assertThat(places(order)).containsExactly(york, bath);
        assertThat(work.parts(order.text("/id")).getLast().number("/lines/0/quantity"))
                .isEqualTo(2);
    }

    @Test
    void whoeverCanUseWhatCame_getsIt_howeverManyWaitBeforeThemInVain() {
        Json two = shop.order(web, line(lamp, 2)).with("/allowSplit", "false").with("/allowBackorder", "true");
        for (int i = 0; i < 51; i++) {
            shop.place(two.with("/externalId", "'" + shop.fresh("two") + "'")).is(201);
        }
        Json one = shop.place(shop.order(web, line(lamp, 1)).with("/allowBackorder", "true"))
                .is(201)
                .json();
        assertThat(one.text("/fulfillmentOrders/0/state")).isEqualTo("backordered");

        shop.receive(lamp, bath, 1);

        await().atMost(LIMIT).until(() -> state(one, 0).equals("allocated"));
    }

    @Test
    void whatMayBeBackordered_isLookedForInTheWholePool() {
        List<String> stores = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            stores.add(shop.store("far" + i, 53.9 + i * 0.05, -1.08));
        }
        String wide = shop.channel("wide", stores.toArray(String[]::new));
        shop.receive(lamp, stores.getFirst(), 1);
        shop.receive(lamp, stores.getLast(), 1);

        Json order = shop.place(shop.order(wide, line(lamp, 2)).with("/allowBackorder", "true"))
                .is(201)
                .json();

        assertThat(order.items("/fulfillmentOrders"))
                .extracting(part -> part.text("/location"))
                .containsExactlyInAnyOrder(stores.getFirst(), stores.getLast());
    }

    @Test
    void whatHasToComeTogether_waitsTogether() {
        policy("backorder");
        shop.receive(lamp, leeds, 2);
        Json order = shop.place(shop.order(web, line(lamp, 2)).with("/allowSplit", "false"))
                .is(201)
                .json();
        shop.receive(lamp, york, 1);

        work.step(order.text("/fulfillmentOrders/0/id"), "reject", Json.of("{reason: 'closed'}"))
                .is(200);

        await().atMost(LIMIT).until(() -> state(order, 1).equals("backordered"));
        assertThat(places(order)).isEmpty();
    }

    private void pause(String location, boolean paused) {
        api.put(
                        "/api/v1/locations/" + location + "/switches",
                        Json.of("{paused: %s, pickupPaused: false, reason: 'flooded'}".formatted(paused)))
                .is(200);
    }

    private void policy(String unfillable) {
        shop.putChannel(web, Shop.channelContent(leeds, york, bath).with("/unfillable", "'%s'".formatted(unfillable)));
        assertThat(api.get("/api/v1/channels/" + web).text("/unfillable")).isEqualTo(unfillable);
    }

    private Json place(Json... lines) {
        return shop.place(shop.order(web, lines)).is(201).json();
    }

    private Json placePickup() {
        return placePickup("{method: 'pickup', location: '%s'}".formatted(leeds));
    }

    private Json placePickup(String delivery) {
        return shop.place(shop.order(web, line(lamp, 1)).with("/delivery", delivery))
                .is(201)
                .json();
    }

    private Json edit(Json order, String store) {
        return shop.edit(order.text("/id"), Json.of("{delivery: {method: 'pickup', location: '%s'}}".formatted(store)))
                .is(201)
                .json();
    }

    private Json delivery(Json order) {
        return api.get(Shop.ORDERS + "/" + order.text("/id")).is(200).json().at("/delivery");
    }

    /** Where what is still to be collected of it is. */
    private List<String> places(Json order) {
        return work.parts(order.text("/id")).stream()
                .filter(part -> part.text("/state").equals("allocated"))
                .map(part -> part.text("/location"))
                .toList();
    }

    /** The id of the part that is given up. */
    private String reject(Json order) {
        String part = order.text("/fulfillmentOrders/0/id");
        work.step(part, "reject", Json.of("{reason: 'not-found'}")).is(200);
        return part;
    }

    /** The part that takes over what its store gives up. */
    private Json closed(Json order) {
        work.step(order.text("/fulfillmentOrders/0/id"), "reject", Json.of("{reason: 'closed'}"))
                .is(200);
        return work.awaitUnfillable(order.text("/id"));
    }

    private static Reply accept(Work by, Json part, String store) {
        return by.step(part.text("/id"), "accept-offer", Json.of("{location: '%s'}".formatted(store)));
    }

    private String state(Json order, int place) {
        List<Json> parts = work.parts(order.text("/id"));
        return parts.size() > place ? parts.get(place).text("/state") : "";
    }
}
