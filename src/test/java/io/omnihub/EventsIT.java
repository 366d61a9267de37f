package io.omnihub;

import static io.omnihub.Shop.line;
import static java.util.stream.LongStream.iterate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.EventReader.Told;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who follows the stream of events hears everything that concerns him, once and in order, on whichever replica. */
class EventsIT implements LedgerProven {
    private static final String STREAM = "text/event-stream";

    private final Api api = Api.administrator();
    private final Shop shop = new Shop();
    private final String lamp = shop.item("lamp");
    private final String leeds = shop.store("leeds", 53.80, -1.55);
    private final String york = shop.store("york", 53.96, -1.08);
    private final String web = shop.channel("web", leeds, york);

    @Test
    void anOrder_isToldOnBothReplicasAsItIsPlaced() {
        shop.receive(lamp, leeds, 5);
        try (var here = api.events("?channel=" + web);
                var there = api.onSecondHub().events("?channel=" + web)) {
            var order = shop.place(shop.order(web, line(lamp, 2))).is(201);

            for (var reader : List.of(here, there)) {
                var placed = reader.awaitEvents(1).getFirst();
                assertThat(placed.event().text("/type")).isEqualTo("io.omnihub.order.placed.v1");
                assertThat(placed.event().text("/subject")).isEqualTo(order.text("/id"));
                assertThat(placed.event().text("/data/channel")).isEqualTo(web);
                assertThat(placed.event().text("/position")).isEqualTo(Long.toString(placed.id()));
            }
            assertThat(here.events()).isEqualTo(there.events());
        }
    }

    @Test
    void whoComesBackWithTheLastPosition_missesNothing() {
        shop.receive(lamp, leeds, 100);
        var orders = shop.channel("orders", leeds);
        long seen;
        try (var reader = api.events("?channel=" + orders)) {
            place(orders, 3);
            seen = reader.awaitEvents(3).get(1).id();
        }
        place(orders, 2);

        try (var reader = api.onSecondHub().events("?channel=" + orders, "Last-Event-ID", Long.toString(seen))) {
            place(orders, 1);
            assertThat(reader.awaitEvents(4)).hasSize(4).allMatch(told -> told.id() > seen);
        }
    }

    @Test
    void withoutFilters_positionsFollowOneAnother() {
        shop.receive(lamp, leeds, 100);
        place(web, 5);

        var told = read("?follow=false&after=0");

        var events = told.stream().filter(one -> one.name().isEmpty()).toList();
        assertThat(events.stream().map(Told::id))
                .containsExactlyElementsOf(iterate(1, position -> position + 1)
                        .limit(events.size())
                        .boxed()
                        .toList());
        assertThat(told.getLast().name()).isEqualTo("through");
        assertThat(told.getLast().id()).isEqualTo(events.getLast().id());
    }

    @Test
    void aFilteredReader_hearsHowFarTheStreamHasCome() {
        try (var reader = api.events("?subject=nobody")) {
            shop.receive(lamp, leeds, 1);
            await().until(() ->
                    reader.told().stream().anyMatch(one -> one.name().equals("through") && one.id() > 0));
            assertThat(reader.events()).isEmpty();
        }
    }

    @Test
    void aStorefront_hearsItsOwnChannelAlone() {
        var other = shop.channel("other", leeds);
        shop.receive(lamp, leeds, 10);
        place(other, 1);
        String own = place(web, 1).getFirst();

        var told = read(Api.storefront(web), "?follow=false&after=0");

        assertThat(told.stream().filter(one -> one.name().isEmpty()))
                .isNotEmpty()
                .allMatch(one -> one.event().text("/data/channel").equals(web))
                .anyMatch(one -> one.event().text("/subject").equals(own));
        Api.storefront(web)
                .send("GET", "/api/v1/events?channel=" + other, BodyPublishers.noBody(), "Accept", STREAM)
                .refuses(403, "forbidden");
    }

    @Test
    void aStorefront_hearsWhatBecomesOfItsOrder() {
        shop.receive(lamp, leeds, 10);
        String order = place(web, 1).getFirst();
        shop.cancel(order, Json.of("{}")).is(201);

        assertThat(read(Api.storefront(web), "?follow=false&after=0&subject=" + order).stream()
                        .filter(one -> one.name().isEmpty())
                        .map(one -> one.event().text("/type")))
                .containsExactly("io.omnihub.order.placed.v1", "io.omnihub.order.cancelled.v1");
    }

    @Test
    void whatIsExpected_isTold() {
        var game = shop.item("game");
        api.put(
                        "/api/v1/expected-receipts/" + shop.own("PO"),
                        Json.of("{location: '%s', expectedAt: '%s', lines: [{sku: '%s', quantity: 3}]}"
                                .formatted(
                                        leeds,
                                        Instant.now()
                                                .truncatedTo(ChronoUnit.SECONDS)
                                                .plus(Duration.ofDays(4)),
                                        game)))
                .is(201);

        assertThat(read("?follow=false&after=0&location=" + leeds + "&subject=" + Api.encoded(game)))
                .anyMatch(one ->
                        one.name().isEmpty() && one.event().text("/type").equals("io.omnihub.supply.changed.v1"));
    }

    @Test
    void aStore_isShownItsOwnPartsOfAnOrder() {
        var vase = shop.item("vase");
        shop.receive(lamp, leeds, 5);
        shop.receive(vase, york, 5);
        String order = shop.place(shop.order(web, line(lamp, 1), line(vase, 1)).with("/allowSplit", true))
                .is(201)
                .text("/id");

        var placed = read(Api.store(leeds), "?follow=false&after=0&subject=" + order)
                .getFirst()
                .event();

        assertThat(placed.items("/data/fulfillmentOrders")).hasSize(1);
        assertThat(placed.text("/data/fulfillmentOrders/0/location")).isEqualTo(leeds);
        assertThat(placed.toString()).doesNotContain(york).doesNotContain(vase);
    }

    @Test
    void aStore_hearsWhatBecomesOfItself_andOfNoOther() {
        for (String store : List.of(york, leeds)) {
            api.put(
                            "/api/v1/locations/" + store + "/switches",
                            Json.of("{paused: true, pickupPaused: false, reason: 'Power cut'}"))
                    .is(200);
        }

        var told = read(Api.store(leeds), "?follow=false&after=0&types=io.omnihub.location.*");

        assertThat(told.stream().filter(one -> one.name().isEmpty()).map(one -> one.event()))
                .extracting(event -> event.text("/type") + " " + event.text("/subject"))
                .containsExactly("io.omnihub.location.changed.v1 " + leeds, "io.omnihub.location.switched.v1 " + leeds);
    }

    @Test
    void typesMayBeNamedByTheirBeginning() {
        shop.receive(lamp, leeds, 5);
        String order = place(web, 1).getFirst();

        assertThat(read("?follow=false&after=0&types=io.omnihub.stock.*&location=" + leeds))
                .hasSizeGreaterThan(1)
                .allMatch(one -> one.name().equals("through")
                        || one.event().text("/type").startsWith("io.omnihub.stock."));
        assertThat(read("?follow=false&after=0&types=io.omnihub.order.placed.v1&subject=" + order))
                .hasSize(2);
    }

    @Test
    void aStreamEndsWithTheKeyThatOpenedIt() {
        var key = api.post(
                        "/api/v1/keys", Json.of("{name: 'x', role: 'service'}"), "Idempotency-Key", shop.fresh("key"))
                .is(201);
        try (var reader = Api.withKey(key.text("/secret")).onSecondHub().events("")) {
            api.send("DELETE", "/api/v1/keys/" + key.text("/id"), BodyPublishers.noBody())
                    .is(204);
            reader.awaitEnd();
        }
    }

    @Test
    void whatCannotBeRead_isRefused() {
        refused("?after=-1", 400, "invalid-parameter", "after");
        refused("?after=x", 400, "invalid-parameter", "after");
        refused("?types=order", 400, "invalid-parameter", "types");
        refused("?types=", 400, "invalid-parameter", "types");
        refused("?follow=maybe", 400, "invalid-parameter", "follow");
        refused("?colour=red", 400, "invalid-parameter", "colour");
        refused("?after=999999999999999", 422, "position-unknown", "after");
        api.send("GET", "/api/v1/events?after=0", BodyPublishers.noBody(), "Accept", STREAM, "Last-Event-ID", "first")
                .refuses(400, "invalid-parameter", "Last-Event-ID");
        api.send("GET", "/api/v1/events", BodyPublishers.noBody(), "Accept", "application/json")
                .refuses(406, "not-acceptable");
    }

    private void refused(String query, int status, String code, String field) {
        api.send("GET", "/api/v1/events" + query, BodyPublishers.noBody(), "Accept", STREAM)
                .refuses(status, code, field);
    }

    /** The ids of so many orders. */
    private List<String> place(String channel, int orders) {
        return IntStream.range(0, orders)
                .mapToObj(_ ->
                        shop.place(shop.order(channel, line(lamp, 1))).is(201).text("/id"))
                .toList();
    }

    private List<Told> read(String query) {
        return read(api, query);
    }

    /** What there is by now; what was changed just before may need a moment to get its position. */
    private static List<Told> read(Api reader, String query) {
        await().until(() -> isAllGiven());
        try (var events = reader.events(query)) {
            return events.awaitEnd();
        }
    }

    private static boolean isAllGiven() throws SQLException {
        try (var connection = Hub.connect();
                var count = connection.createStatement().executeQuery("""
                    SELECT (SELECT count(*) FROM event) = (SELECT coalesce(sum(length), 0) FROM event_run)
                    """)) {
            count.next();
            return count.getBoolean(1);
        }
    }
}
