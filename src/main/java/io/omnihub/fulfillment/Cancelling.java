package io.omnihub.fulfillment;

import io.omnihub.engine.View;
import io.omnihub.transfer.TransferOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** What is left of the fulfilment orders of one order, and of their transfers, while units are taken off it. */
final class Cancelling {
    /** Among the ordinals of due work, beyond those of new parts. */
    private static final int ARRIVED = 1_000;

    private final OrderFulfillment before;
    private final List<FulfillmentOrder> parts;
    private final View view;
    private final StepContext context;
    private final Map<UUID, TransferOrder> transfers = new HashMap<>();

    Cancelling(OrderFulfillment fulfillment, View view, StepContext context) {
        this.before = fulfillment;
        this.parts = new ArrayList<>(fulfillment.parts());
        this.view = view;
        this.context = context;
    }

    void cancel(int lineNumber, long quantity) {
        long left = quantity;
        for (int i = parts.size() - 1; i >= 0 && left > 0; i--) {
            FulfillmentOrder part = parts.get(i);
            FulfillmentOrder.Line line = part.line(lineNumber).orElse(null);
            if (line == null || !part.allows(FulfillmentStep.CANCEL) || line.unpicked() == 0) {
                continue;
            }
            long freed = Math.min(left, line.unpicked());
            free(part, line, freed);
            parts.set(i, cancel(part, line, freed));
            left -= freed;
        }
        if (left > 0) {
            throw new IllegalStateException("line " + lineNumber + " of " + before.orderId() + " has fewer units open");
        }
    }

    /** What has changed is at its next version. */
    List<FulfillmentOrder> parts() {
        return IntStream.range(0, parts.size())
                .mapToObj(i -> {
                    FulfillmentOrder was = before.parts().get(i);
                    FulfillmentOrder is = arrived(parts.get(i), i + 1);
                    return is.equals(was) ? was : is.withVersion(was.version() + 1);
                })
                .toList();
    }

    /** What waited only for what is not wanted any more goes on. */
    private FulfillmentOrder arrived(FulfillmentOrder part, int number) {
        Optional<TransferOrder> brought = part.transferId()
                .filter(_ -> part.state() == FulfillmentState.AWAITING_TRANSFER)
                .map(transfers::get)
                .filter(TransferOrder::hasBroughtAll);
        if (brought.isEmpty()) {
            return part;
        }
        brought.get().handOver(context.changes());
        context.begin(part, ARRIVED + number);
        return part.state()
                .after(FulfillmentStep.ARRIVE, part.method())
                .map(part::in)
                .orElseThrow();
    }

    private FulfillmentOrder cancel(FulfillmentOrder part, FulfillmentOrder.Line line, long units) {
        if (part.state() != FulfillmentState.BACKORDERED) {
            return part.cancel(line.lineNumber(), units);
        }
        FulfillmentOrder fewer =
                Promising.letGo(part, line.sku(), units, context).cancel(line.lineNumber(), units);
        context.followFreed(fewer);
        return fewer.state() == FulfillmentState.BACKORDERED ? Promising.promise(fewer, context) : fewer;
    }

    private void free(FulfillmentOrder part, FulfillmentOrder.Line line, long units) {
        if (part.state().hasStock()) {
            context.ledger().cancel(part.cell(line), units);
        }
        part.transferId()
                .filter(_ -> part.state() == FulfillmentState.AWAITING_TRANSFER)
                .ifPresent(transferId -> transfers.compute(transferId, (id, cancelled) -> {
                    TransferOrder transfer = cancelled == null
                            ? view.find(TransferOrder.TABLE, id).orElseThrow()
                            : cancelled;
                    return transfer.release(line.lineNumber(), units, context.changes(), context.ledger());
                }));
    }
}
