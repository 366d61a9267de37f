package io.omnihub.fulfillment;

import io.omnihub.engine.NewEvent;
import io.omnihub.fulfillment.FulfillmentOrder.Line;
import io.omnihub.transfer.TransferLine;
import io.omnihub.transfer.TransferOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What becomes of a part whose goods are brought from elsewhere. */
final class Arriving extends Carrying {
    /** Why a part of which nothing arrived is over; no answer of its location. */
    static final String TRANSFER_FAILED = "transfer-failed";

    Arriving(OrderFulfillment fulfillment, FulfillmentOrder part, StepContext context) {
        super(fulfillment, part, context);
    }

    /**
     * What cannot arrive any more is looked for elsewhere, and the part goes on with the rest once nothing more of it is to
     * come. Where its source did not find the goods, its stock counts for nothing; what was lost on the way says nothing of
     * what it has left.
     */
    StepResult follow(TransferOrder before, TransferOrder after) {
        Map<Integer, Long> missing = missing(before, after);
        FulfillmentOrder rest = part.mapLines(line -> line.less(missing.getOrDefault(line.lineNumber(), 0L)));
        List<Line> gone = part.lines().stream()
                .filter(line -> missing.containsKey(line.lineNumber()))
                .map(line -> Line.of(
                        line.lineNumber(), line.sku(), missing.getOrDefault(line.lineNumber(), 0L), line.unitPrice()))
                .toList();
        succeed(gone, part.demand().map(demand -> after.wasMissed() ? demand.withoutStockOf(after.source()) : demand));
        if (rest.isEmpty()) {
            return done(
                    rest.withHandling(rest.handling().because(Optional.of(TRANSFER_FAILED)))
                            .in(next(FulfillmentStep.FAIL_TRANSFER)),
                    told(FulfillmentStep.REJECT));
        }
        if (after.hasBroughtAll()) {
            after.handOver(context.changes());
            context.begin(rest, 3);
            return done(rest.in(next(FulfillmentStep.ARRIVE)), told(FulfillmentStep.ARRIVE));
        }
        FulfillmentOrder waiting = rest.promisedBy(after.expectedAt());
        return waiting.equals(part)
                ? new StepResult.Done(fulfillment, part)
                : done(waiting, stored -> FulfillmentEvents.waiting(stored, successors));
    }

    private FulfillmentState next(FulfillmentStep step) {
        return part.state().after(step, part.method()).orElseThrow();
    }

    private Function<FulfillmentOrder, NewEvent> told(FulfillmentStep step) {
        return stored -> FulfillmentEvents.of(step, stored, successors);
    }

    /** Units by line number. */
    private static Map<Integer, Long> missing(TransferOrder before, TransferOrder after) {
        Map<Integer, Long> missing = new HashMap<>();
        for (int i = 0; i < after.lines().size(); i++) {
            TransferLine line = after.lines().get(i);
            long fewer = before.lines().get(i).wanted() - line.wanted();
            if (fewer > 0) {
                missing.put(line.lineNumber(), fewer);
            }
        }
        return missing;
    }
}
