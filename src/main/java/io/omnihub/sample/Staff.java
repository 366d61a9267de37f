package io.omnihub.sample;

import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Does what the people at the locations do with an order that was placed, and what its carrier does. */
final class Staff {
    private static final List<String> STEPS =
            List.of("acknowledge", "start-picking", "pick", "pack", "ship", "deliver");

    private static final String SHIP = "ship";
    private static final Map<String, String> CARRIER = Map.of("carrier", "Royal Mail");

    private final HubClient hub;

    Staff(HubClient hub) {
        this.hub = hub;
    }

    /**
     * Carries out what can be sent at once, each step once whoever asks again.
     *
     * @param order as the hub shows it
     * @return how many of its parts have arrived
     */
    Mono<Long> carryOut(JsonNode order) {
        return Flux.fromIterable(order.path("fulfillmentOrders"))
                .filter(part -> part.path("state").asString("").equals("allocated")
                        && part.path("method").asString("").equals(SHIP))
                .concatMap(part -> carryOut(part.path("id").asString("")))
                .filter(arrived -> arrived)
                .count();
    }

    /** Ends with the first step that is refused, for instance because somebody was faster. */
    private Mono<Boolean> carryOut(String part) {
        return Flux.fromIterable(STEPS)
                .concatMap(step -> hub.post(
                        "sample-" + part + "-" + step,
                        step.equals(SHIP) ? CARRIER : Map.of(),
                        "/api/v1/fulfillment-orders/{id}/{step}",
                        part,
                        step))
                .takeWhile(HubReply.Done.class::isInstance)
                .count()
                .map(done -> done == STEPS.size());
    }
}
