package io.omnihub.sample;

import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Does what the people at the locations do with an order that was placed, and what its carrier and its customer do. */
final class Staff {
    static final String PARTS_DELIVERED = "parts delivered";
    static final String PARTS_COLLECTED = "parts collected";

    private static final Map<String, String> CARRIER = Map.of("carrier", "Royal Mail");
    private static final String READY = "ready";

    private final HubClient hub;

    Staff(HubClient hub) {
        this.hub = hub;
    }

    /**
     * Carries out what lies at its location already, each step once whoever asks again. What a transfer has to bring first
     * is left alone, and so is the rest after a step that is refused, for instance because somebody was faster.
     *
     * @param order as the hub shows it
     * @return for each part that has reached its customer, how
     */
    Flux<String> carryOut(JsonNode order) {
        return Flux.fromIterable(order.path("fulfillmentOrders"))
                .filter(part -> part.path("state").asString("").equals("allocated"))
                .concatMap(part -> carryOut(
                        part.path("id").asString(""),
                        part.path("method").asString("").equals("ship")));
    }

    private Mono<String> carryOut(String part, boolean isShipped) {
        Mono<JsonNode> picked = done(part, "acknowledge")
                .flatMap(_ -> done(part, "start-picking"))
                .flatMap(_ -> done(part, "pick"));
        return isShipped
                ? picked.flatMap(_ -> done(part, "pack"))
                        .flatMap(_ -> done(part, "ship", "ship", CARRIER))
                        .flatMap(_ -> done(part, "deliver"))
                        .map(_ -> PARTS_DELIVERED)
                : picked.flatMap(_ -> code(part))
                        .flatMap(code -> done(part, "collect", "collect", Map.of("code", code)))
                        .map(_ -> PARTS_COLLECTED);
    }

    /** What the customer shows. Whoever repeats the request is not told it once more, but may ask for another. */
    private Mono<String> code(String part) {
        return done(part, READY)
                .flatMap(Staff::codeIn)
                .switchIfEmpty(done(part, "another-code", READY, Map.of()).flatMap(Staff::codeIn));
    }

    private static Mono<String> codeIn(JsonNode ready) {
        return Mono.justOrEmpty(ready.path("collectionCode").stringValueOpt());
    }

    private Mono<JsonNode> done(String part, String step) {
        return done(part, step, step, Map.of());
    }

    /** The answer; none where it is refused. */
    private Mono<JsonNode> done(String part, String key, String step, Map<String, String> body) {
        return hub.post("sample-" + part + "-" + key, body, "/api/v1/fulfillment-orders/{id}/{step}", part, step)
                .ofType(HubReply.Done.class)
                .map(HubReply.Done::body);
    }
}
