package io.omnihub.sample;

import io.rsocket.exceptions.ApplicationErrorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * What is to be done at a location, as its terminal shows it, and doing it: parts of orders until they have left or were
 * collected, and transfers that leave or arrive. Each step has one key, so that it is done once whoever asks again.
 */
final class LocationWork {
    static final String PARTS_COLLECTED = "parts collected";
    static final String TRANSFERS_SENT = "transfers sent";
    static final String TRANSFERS_RECEIVED = "transfers received";

    private static final String PART = "fulfillmentOrderId";
    private static final String TRANSFER = "transferId";
    private static final String READY = "ready";
    private static final List<String> STEPS = List.of("acknowledge", "start-picking", "pick", "pack", "ship");
    private static final List<String> SENDING = List.of("start-picking", "ship");
    private static final List<String> RECEIVING = List.of("receive");

    private final String location;
    private final Clearance clearance;
    private final Consumer<String> done;
    private final Map<String, JsonNode> open = new LinkedHashMap<>();

    /** @param done is told what has come to its end, by the names above */
    LocationWork(String location, Clearance clearance, Consumer<String> done) {
        this.location = location;
        this.clearance = clearance;
        this.done = done;
    }

    /** What the hub tells of the location's tasks, each as it is now. */
    synchronized void learn(JsonNode tasks) {
        tasks.forEach(task -> {
            String id = task.path("id").asString("");
            if (task.path("open").asBoolean()) {
                open.put(id, task);
            } else {
                open.remove(id);
            }
        });
    }

    /**
     * Does all that can be done now, one task after the other. What is refused, for instance because somebody was faster, is
     * left alone until the hub tells of it again.
     */
    Mono<Void> carryOut(TerminalLink hub) {
        return Flux.fromIterable(takeUp())
                .concatMap(task -> carryOut(hub, task).onErrorComplete(ApplicationErrorException.class), 1)
                .then();
    }

    private synchronized List<JsonNode> takeUp() {
        List<JsonNode> now = open.values().stream().filter(this::isCleared).toList();
        now.forEach(task -> open.remove(task.path("id").asString("")));
        return now;
    }

    private boolean isCleared(JsonNode task) {
        return isTransfer(task)
                ? clearance.coversTransfer(task.path("transfer"))
                : clearance.coversPart(task.path("fulfillmentOrder"));
    }

    private static boolean isTransfer(JsonNode task) {
        return task.path("kind").asString("").equals("transfer");
    }

    private Mono<Void> carryOut(TerminalLink hub, JsonNode task) {
        return isTransfer(task) ? move(hub, task.path("transfer")) : fulfil(hub, task.path("fulfillmentOrder"));
    }

    private Mono<Void> move(TerminalLink hub, JsonNode transfer) {
        boolean arrives = transfer.path("destination").asString("").equals(location);
        List<String> steps = arrives ? RECEIVING : SENDING;
        return steps.stream().anyMatch(step -> canStill(transfer, step))
                ? steps(hub, TRANSFER, transfer, steps)
                        .doOnNext(_ -> done.accept(arrives ? TRANSFERS_RECEIVED : TRANSFERS_SENT))
                        .then()
                : Mono.empty();
    }

    private Mono<Void> fulfil(TerminalLink hub, JsonNode part) {
        return steps(hub, PART, part, STEPS).flatMap(now -> canStill(now, READY) ? collect(hub, now) : Mono.empty());
    }

    private Mono<Void> collect(TerminalLink hub, JsonNode part) {
        return code(hub, part, READY)
                .switchIfEmpty(Mono.defer(() -> code(hub, part, "another-code")))
                .flatMap(code -> ask(hub, PART, part, "collect", "collect", Map.of("code", code)))
                .doOnNext(_ -> done.accept(PARTS_COLLECTED))
                .then();
    }

    /** What the customer shows. Whoever repeats the step is not told it once more, but may ask for another. */
    private static Mono<String> code(TerminalLink hub, JsonNode part, String key) {
        return ask(hub, PART, part, READY, key, Map.of())
                .flatMap(ready -> Mono.justOrEmpty(ready.path("collectionCode").stringValueOpt()));
    }

    /** Those of the steps that are possible, one after the other. */
    private Mono<JsonNode> steps(TerminalLink hub, String member, JsonNode thing, List<String> steps) {
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            if (canStill(thing, step)) {
                List<String> later = steps.subList(i + 1, steps.size());
                boolean isParcel = member.equals(PART) && step.equals("ship");
                return ask(hub, member, thing, step, step, isParcel ? Map.of("carrier", Carrier.NAME) : Map.of())
                        .flatMap(now -> steps(hub, member, now, later));
            }
        }
        return Mono.just(thing);
    }

    private static boolean canStill(JsonNode thing, String step) {
        return thing.path("steps")
                .valueStream()
                .anyMatch(possible -> possible.asString("").equals(step));
    }

    private static Mono<JsonNode> ask(
            TerminalLink hub, String member, JsonNode thing, String step, String key, Map<String, String> more) {
        String id = thing.path("id").asString("");
        Map<String, String> data = new LinkedHashMap<>(more);
        data.put(member, id);
        data.put("idempotencyKey", "sample-" + id + "-" + key);
        return hub.ask("pos.task." + step, data);
    }
}
