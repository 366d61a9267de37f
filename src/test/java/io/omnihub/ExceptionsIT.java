package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final World world = World.fresh();
    private final Desk desk = new Desk(world.shop(), Api.service(), world.channel());

    private List<Json> tickets(String order) {
        return desk.api().all(Desk.TICKETS + "?tag=unfillable&order=" + order, 50);
    }

    @Test
    void whatNobodyCanFulfil_isATicket_whichIsResolvedWhenItIsNoMore() {
        String part = world.unfillablePickup();
        String order = Work.ofAdministrator().part(part).text("/orderId");

        await().atMost(LIMIT).untilAsserted(() -> assertThat(tickets(order)).hasSize(1));
        Json ticket = tickets(order).getFirst();
        assertThat(ticket.text("/state")).isEqualTo("new");
        assertThat(ticket.text("/priority")).isEqualTo("high");
        assertThat(ticket.text("/topic")).isEqualTo("exception");
        assertThat(ticket.text("/channel")).isEqualTo(world.channel());
        assertThat(desk.texts(ticket.text("/id")).getFirst())
                .startsWith("Raised: unfillable")
                .contains("reason: ");

        Work.ofAdministrator()
                .step(part, "accept-offer", Json.of("{location: '%s'}".formatted(world.store())))
                .is(200);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(desk.ticket(ticket.text("/id")).text("/state"))
                        .isEqualTo("resolved"));
        assertThat(desk.texts(ticket.text("/id")).getLast()).startsWith("At risk no more: unfillable");
        assertThat(tickets(order)).hasSize(1);
    }
}
