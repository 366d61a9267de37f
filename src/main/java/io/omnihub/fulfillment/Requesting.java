package io.omnihub.fulfillment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the locations of an order's parts for units that are picked and have not left. */
final class Requesting {
    private Requesting() {}

    /**
     * Whom to ask for what, the part made last first.
     *
     * @param units per line number, no more than can be asked for
     */
    static List<RequestedUnits> of(OrderFulfillment fulfillment, Map<Integer, Long> units) {
        List<RequestedUnits> requested = new ArrayList<>();
        units.forEach((lineNumber, quantity) -> {
            long left = quantity;
            for (FulfillmentOrder part : fulfillment.parts().reversed()) {
                long asked = Math.min(left, part.requestable(lineNumber));
                if (asked > 0) {
                    requested.add(new RequestedUnits(part.id(), lineNumber, asked));
                    left -= asked;
                }
            }
            if (left > 0) {
                throw new IllegalStateException(
                        "line " + lineNumber + " of " + fulfillment.orderId() + " has fewer units to ask for");
            }
        });
        return requested;
    }

    /** Has one part's location answer, in its time. */
    static OrderFulfillment request(
            OrderFulfillment fulfillment,
            FulfillmentOrder part,
            List<RequestedUnits> requested,
            Optional<String> reason,
            StepContext context) {
        Optional<CancellationRequest> before = part.handling().asked();
        CancellationRequest asked = before.orElseGet(() ->
                new CancellationRequest(context.commandId(), part.state(), List.of(), reason, false, Optional.empty()));
        for (RequestedUnits units : requested) {
            asked = asked.and(units.lineNumber(), units.quantity());
        }
        FulfillmentState next = part.state()
                .after(FulfillmentStep.REQUEST_CANCELLATION, part.method())
                .orElseThrow();
        OrderFulfillment after = fulfillment.put(
                part.withHandling(part.handling().asking(asked)).in(next), List.of(), context.changes());
        if (before.isEmpty()) {
            context.expectAnswer(
                    part.location().orElseThrow(),
                    asked.id(),
                    part.id(),
                    fulfillment.parts().indexOf(part) + 1);
        }
        context.changes()
                .announce(FulfillmentEvents.cancellationRequested(
                        after.part(part.id()).orElseThrow()));
        return after;
    }
}
