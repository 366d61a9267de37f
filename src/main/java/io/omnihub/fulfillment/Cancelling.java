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

/** What is left of the fulfilment orders of one order, and of their transfers, while units are taken off it. */
final class Cancelling {
    final List<FulfillmentOrder> parts;
    private final UUID orderId;
    private final View view;
    private final Changes changes;
    private final StockLedger ledger;
    private final Map<UUID, TransferOrder> transfers = new HashMap<>();

    Cancelling(OrderFulfillment fulfillment, View view, Changes changes, StockLedger ledger) {
        this.orderId = fulfillment.orderId();
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
            if (line == null || !part.allows(FulfillmentStep.CANCEL) || line.left() == 0) {
                continue;
            }
            long freed = Math.min(left, line.left());
            free(part, line, freed);
            parts.set(i, part.cancel(lineNumber, freed).withVersion(part.version() + 1));
            left -= freed;
        }
        if (left > 0) {
            throw new IllegalStateException("line " + lineNumber + " of " + orderId + " has fewer units open");
        }
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
