package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What locations have to do is listed and read, one fulfilment order at a time. */
class FulfillmentOrdersIT implements LedgerProven {
    private static final String PATH = "/api/v1/fulfillment-orders";

    private final Api api = Api.administrator();
    private final World world = World.fresh();

    @Test
    void thoseOfALocation_areListedNewestFirst_pageByPage() {
        String third = world.freshOrder();
        String fourth = world.freshOrder();

        List<Json> all = api.all(PATH + "?location=" + world.store(), 1);

        assertThat(all).extracting(part -> part.text("/orderId")).startsWith(fourth, third);
        assertThat(all).extracting(part -> part.text("/id")).endsWith(world.pickup(), world.part());
        assertThat(all).hasSize(5).isEqualTo(api.all(PATH + "?channel=" + world.channel(), 3));
        assertThat(api.all(PATH, 200)).containsAll(all);
    }

    @Test
    void oneOfThem_isThePartThatItsOrderShows() {
        Json order = api.get(Shop.ORDERS + "/" + world.order()).is(200).json();
        Json part = api.get(PATH + "/" + world.part()).is(200).json();

        assertThat(part.text("/orderId")).isEqualTo(world.order());
        assertThat(part.text("/createdAt")).isEqualTo(order.text("/placedAt"));
        Json shown = order.at("/fulfillmentOrders/0");
        for (String member : List.of("/id", "/method", "/location", "/state", "/promisedAt")) {
            assertThat(part.text(member)).isEqualTo(shown.text(member));
        }
        assertThat(part.items("/steps"))
                .containsExactly(Json.of("'acknowledge'"), Json.of("'reject'"), Json.of("'hold'"));
        assertThat(part.number("/version")).isEqualTo(1);
        api.get(PATH + "/" + world.order()).refuses(404, "not-found");
        api.get(PATH + "/none").refuses(404, "not-found");
    }

    @Test
    void theyAreFoundByState() {
        world.shop().cancel(world.order(), Json.of("{}")).is(201);
        String here = PATH + "?location=" + world.store() + "&state=";

        assertThat(api.all(here + "cancelled", 50))
                .extracting(part -> part.text("/id"))
                .containsExactly(world.part());
        assertThat(api.all(here + "awaiting-transfer", 50))
                .extracting(part -> part.text("/transferId"))
                .containsExactly(world.transfer());
        assertThat(api.all(here + "allocated", 50)).isEmpty();
        assertThat(api.all(PATH + "?channel=" + world.channel() + "&state=cancelled", 50))
                .hasSize(1);
    }

    @Test
    void aTransfer_saysWhatItBringsWhere() {
        Json transfer = api.get("/api/v1/transfers/" + world.transfer()).is(200).json();

        assertThat(transfer.text("/state")).isEqualTo("approved");
        assertThat(transfer.items("/lines")).containsExactly(Json.of("""
            {lineNumber: 1, sku: '%s', quantity: 1, shipped: 0, accepted: 0, rejected: 0, lost: 0, outstanding: 0,
             excess: 0}\
            """.formatted(world.vase())));
        api.get("/api/v1/transfers/" + world.order()).refuses(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "?location=a%20b, invalid-parameter, location",
        "?channel=a%20b, invalid-parameter, channel",
        "?state=mislaid, invalid-parameter, state",
        "?order=1, invalid-parameter, order",
        "?after=xyz, invalid-cursor, after"
    })
    void badParameters_areNamed(String query, String code, String parameter) {
        api.get(PATH + query).refuses(400, code, parameter);
    }
}
