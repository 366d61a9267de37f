package io.omnihub.fulfillment;

import io.omnihub.engine.Changes;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
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
            for (FulfillmentOrder.Line line : part.lines()) {
                long freed = line.lineNumber() == lineNumber ? Math.min(left, line.quantity()) : 0;
                if (freed > 0) {
                    free(part, line, freed);
                    parts.set(i, part.cancel(lineNumber, freed));
                    left -= freed;
                }
            }
        }
        if (left > 0) {
            throw new IllegalStateException("line " + lineNumber + " of " + orderId + " has fewer units open");
        }
    }

    private void free(FulfillmentOrder part, FulfillmentOrder.Line line, long units) {
        switch (part.state()) {
            case ALLOCATED -> ledger.cancel(new Cell(line.sku(), part.location().orElseThrow()), units);
            case AWAITING_TRANSFER ->
                transfers.compute(part.transferId().orElseThrow(), (id, cancelled) -> {
                    TransferOrder transfer = cancelled == null
                            ? view.find(TransferOrder.TABLE, id).orElseThrow()
                            : cancelled;
                    return transfer.cancel(line.lineNumber(), units, changes, ledger);
                });
            case BACKORDERED, CANCELLED -> {}
        }
    }
}
