package io.omnihub.fulfillment;

import io.omnihub.engine.NewEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The events of a fulfilment order: ids and quantities, never whom it is for. Why it was rejected is one of {@link
 * RejectReason}, why it is blocked one of {@link BlockReason}; why it could not be delivered is anybody's words, which
 * stay on the part.
 */
final class FulfillmentEvents {
    private static final String RAISED = "io.omnihub.attention.raised.v1";
    private static final String CLEARED = "io.omnihub.attention.cleared.v1";
    private static final String UNFILLABLE = "unfillable";
    private static final String DELAYED = "promise-delayed";
    private static final String UNANSWERED = "cancellation-unanswered";

    private FulfillmentEvents() {}

    static NewEvent of(Step step, FulfillmentOrder part, List<FulfillmentOrder> successors) {
        return of(step.name(), part, successors);
    }

    static NewEvent of(FulfillmentStep step, FulfillmentOrder part, List<FulfillmentOrder> successors) {
        return event(past(step), part, successors);
    }

    /** It goes on as it does: with less, where others look for the rest, or for longer. */
    static NewEvent waiting(FulfillmentOrder part, List<FulfillmentOrder> successors) {
        return event(successors.isEmpty() ? "delayed" : "reduced", part, successors);
    }

    static NewEvent sourced(FulfillmentOrder part, List<FulfillmentOrder> others) {
        return event("sourced", part, others);
    }

    /** Some of it is not wanted any more, or all of it. */
    static NewEvent cancelled(FulfillmentOrder part) {
        return event(part.state() == FulfillmentState.CANCELLED ? "cancelled" : "reduced", part, List.of());
    }

    /** Its location is asked to give back what is picked. */
    static NewEvent cancellationRequested(FulfillmentOrder part) {
        return event(past(FulfillmentStep.REQUEST_CANCELLATION), part, List.of());
    }

    static NewEvent cancellationRefused(FulfillmentOrder part) {
        return event(past(FulfillmentStep.REFUSE_CANCELLATION), part, List.of());
    }

    /** It waits for stock, since it cannot be fulfilled from anywhere. */
    static NewEvent backordered(FulfillmentOrder part) {
        return event("backordered", part, List.of());
    }

    /** It is promised for another time than before: for later, or for none that could be said, it is delayed. */
    static NewEvent promised(FulfillmentOrder before, FulfillmentOrder after) {
        boolean isSooner = after.promisedAt()
                .filter(at ->
                        before.promisedAt().filter(known -> !at.isBefore(known)).isEmpty())
                .isPresent();
        return event(isSooner ? "promised" : "delayed", after, List.of());
    }

    /** Somebody has to tell its customer: it waits for longer than was promised at first. */
    static NewEvent delayed(FulfillmentOrder part) {
        Map<String, Object> data = attention(part, DELAYED);
        part.promisedAt().ifPresent(promise -> data.put("promisedAt", promise.toString()));
        return new NewEvent(RAISED, part.id().toString(), data);
    }

    /** Nobody has to tell that any more. */
    static NewEvent noLongerDelayed(FulfillmentOrder part) {
        return new NewEvent(CLEARED, part.id().toString(), attention(part, DELAYED));
    }

    /** Somebody has to look at it: it cannot be fulfilled from anywhere. */
    static NewEvent unfillable(FulfillmentOrder part, String why) {
        Map<String, Object> data = attention(part, UNFILLABLE);
        data.put("reason", why);
        data.put(
                "alternatives",
                part.handling().offers().stream()
                        .map(offer -> offer.location().value())
                        .toList());
        return new NewEvent(RAISED, part.id().toString(), data);
    }

    /** Nobody has to look at it any more. */
    static NewEvent noLongerUnfillable(FulfillmentOrder part) {
        return new NewEvent(CLEARED, part.id().toString(), attention(part, UNFILLABLE));
    }

    /** Somebody has to ask its location why it does not say whether it gives back what it was asked for. */
    static NewEvent unanswered(FulfillmentOrder part) {
        Map<String, Object> data = attention(part, UNANSWERED);
        part.location().ifPresent(location -> data.put("location", location.value()));
        return new NewEvent(RAISED, part.id().toString(), data);
    }

    static NewEvent answered(FulfillmentOrder part) {
        return new NewEvent(CLEARED, part.id().toString(), attention(part, UNANSWERED));
    }

    /** Under which key attention is raised and cleared, and why. */
    private static Map<String, Object> attention(FulfillmentOrder part, String kind) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("key", "fulfillment-order:" + part.id());
        data.put("kind", kind);
        data.put("orderId", part.orderId().toString());
        part.demand().ifPresent(demand -> data.put("channel", demand.channel().value()));
        return data;
    }

    private static NewEvent event(String past, FulfillmentOrder part, List<FulfillmentOrder> others) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("fulfillmentOrderId", part.id().toString());
        data.put("orderId", part.orderId().toString());
        part.demand().ifPresent(demand -> data.put("channel", demand.channel().value()));
        part.location().ifPresent(location -> data.put("location", location.value()));
        data.put("method", part.method().wire());
        data.put("state", part.state().wire());
        data.put("version", part.version());
        part.promisedAt().ifPresent(promise -> data.put("promisedAt", promise.toString()));
        part.handling()
                .waiting()
                .filter(_ -> part.state() == FulfillmentState.READY_FOR_PICKUP)
                .ifPresent(waiting -> data.put("collectBy", waiting.collectBy().toString()));
        part.reason().filter(_ -> isOneOfAFew(part.state())).ifPresent(reason -> data.put("reason", reason));
        part.handling().block().flatMap(Handling.Block::until).ifPresent(end -> data.put("until", end.toString()));
        data.put("lines", part.lines().stream().map(FulfillmentEvents::line).toList());
        part.handling()
                .asked()
                .ifPresent(asked -> data.put(
                        "asked",
                        asked.units().stream()
                                .map(units -> Map.of("lineNumber", units.lineNumber(), "quantity", units.quantity()))
                                .toList()));
        if (!others.isEmpty()) {
            data.put(
                    "others",
                    others.stream()
                            .map(FulfillmentOrder::id)
                            .map(UUID::toString)
                            .toList());
        }
        return new NewEvent(
                "io.omnihub.fulfillment-order." + past + ".v1", part.id().toString(), data);
    }

    private static boolean isOneOfAFew(FulfillmentState reasoned) {
        return reasoned == FulfillmentState.REJECTED || reasoned == FulfillmentState.BLOCKED;
    }

    private static Map<String, Object> line(FulfillmentOrder.Line line) {
        return Map.of(
                "lineNumber", line.lineNumber(),
                "sku", line.sku().value(),
                "quantity", line.quantity(),
                "picked", line.picked(),
                "handedOver", line.handedOver());
    }

    private static String past(FulfillmentStep step) {
        return switch (step) {
            case ACKNOWLEDGE -> "acknowledged";
            case START_PICKING -> "picking-started";
            case PICK -> "picked";
            case PACK -> "packed";
            case SHIP -> "shipped";
            case DELIVER -> "delivered";
            case FAIL_DELIVERY -> "delivery-failed";
            case READY -> "ready";
            case COLLECT -> "collected";
            case REJECT -> "rejected";
            case EXPIRE -> "expired";
            case REMIND -> "collection-reminder";
            case RETURN_TO_STOCK, TAKE_BACK -> "returned-to-stock";
            case REPORT_LOST -> "lost";
            case CANCEL, ACCEPT_CANCELLATION -> "cancelled";
            case REQUEST_CANCELLATION -> "cancellation-requested";
            case REFUSE_CANCELLATION -> "cancellation-refused";
            case LEAVE_UNANSWERED -> "cancellation-unanswered";
            case HOLD -> "blocked";
            case RELEASE -> "released";
            case ACCEPT_OFFER -> "sourced";
            case ARRIVE -> "arrived";
            case FAIL_TRANSFER -> "rejected";
        };
    }
}
