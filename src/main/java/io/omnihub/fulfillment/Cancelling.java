package io.omnihub.fulfillment;

import io.omnihub.engine.Changes;
import io.omnihub.engine.View;
import io.omnihub.inventory.StockLedger;
import io.omnihub.transfer.TransferOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** What is left of the fulfilment orders of one order, and of their transfers, while units are taken off it. */
final class Cancelling {
    private final OrderFulfillment before;
    private final List<FulfillmentOrder> parts;
    private final View view;
    private final Changes changes;
    private final StockLedger ledger;
    private final Map<UUID, TransferOrder> transfers = new HashMap<>();

    Cancelling(OrderFulfillment fulfillment, View view, Changes changes, StockLedger ledger) {
        this.before = fulfillment;
        this.parts = new ArrayList<>(fulfillment.parts());
        this.view = view;
        this.changes = changes;
        this.ledger = ledger;
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
            parts.set(i, part.cancel(lineNumber, freed));
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
                    FulfillmentOrder is = parts.get(i);
                    return is.equals(was) ? was : is.withVersion(was.version() + 1);
                })
                .toList();
    }

    private void free(FulfillmentOrder part, FulfillmentOrder.Line line, long units) {
        if (part.state().hasStock()) {
            ledger.cancel(part.cell(line), units);
        }
        part.transferId()
                .filter(_ -> part.state() == FulfillmentState.AWAITING_TRANSFER)
                .ifPresent(transferId -> transfers.compute(transferId, (id, cancelled) -> {
                    TransferOrder transfer = cancelled == null
                            ? view.find(TransferOrder.TABLE, id).orElseThrow()
                            : cancelled;
                    return transfer.cancel(line.lineNumber(), units, changes, ledger);
                }));
    }
}
