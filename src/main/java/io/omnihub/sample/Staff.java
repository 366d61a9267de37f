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
     * Carries out what lies at its location already, or is brought there first, each step once whoever asks again. The rest
     * is left alone after a step that is refused, for instance because somebody was faster.
     *
     * @param order as the hub shows it
     * @return for each part that has reached its customer, how
     */
    Flux<String> carryOut(JsonNode order) {
        return Flux.fromIterable(order.path("fulfillmentOrders")).concatMap(part -> switch (part.path("state")
                .asString("")) {
            case "allocated" -> handle(part);
            case "awaiting-transfer" ->
                bring(part.path("transferId").asString("")).flatMap(_ -> handle(part));
            default -> Mono.empty();
        });
    }

    /** All of it leaves, and all of it arrives. */
    private Mono<JsonNode> bring(String transfer) {
        return moved(transfer, "start-picking")
                .flatMap(_ -> moved(transfer, "ship"))
                .flatMap(_ -> moved(transfer, "receive"));
    }

    private Mono<String> handle(JsonNode part) {
        return carryOut(
                part.path("id").asString(""), part.path("method").asString("").equals("ship"));
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

    private Mono<JsonNode> done(String part, String key, String step, Map<String, String> body) {
        return answered(
                hub.post("sample-" + part + "-" + key, body, "/api/v1/fulfillment-orders/{id}/{step}", part, step));
    }

    private Mono<JsonNode> moved(String transfer, String step) {
        return answered(
                hub.post("sample-" + transfer + "-" + step, Map.of(), "/api/v1/transfers/{id}/{step}", transfer, step));
    }

    /** The answer; none where it is refused. */
    private static Mono<JsonNode> answered(Mono<? extends HubReply> reply) {
        return reply.ofType(HubReply.Done.class).map(HubReply.Done::body);
    }
}
