package io.omnihub.transfer;

import io.omnihub.engine.Changes;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Table;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Goods that one location sends to another for a customer who collects them there.
 *
 * @param fulfillmentOrderId what they are for
 * @param expectedAt when the destination can hand them over
 */
public record TransferOrder(
        UUID id,
        LocationCode source,
        LocationCode destination,
        TransferState state,
        UUID fulfillmentOrderId,
        Instant createdAt,
        Instant expectedAt,
        List<Line> lines) {
    public static final Table<UUID, TransferOrder> TABLE = new Table<>("transfer-order", 400);

    /** @param lineNumber of the order that it is for */
    public record Line(int lineNumber, Sku sku, long quantity) {
        public Line {
            if (quantity < 0) {
                throw new IllegalArgumentException("less than nothing of line " + lineNumber);
            }
        }
    }

    public TransferOrder {
        lines = List.copyOf(lines);
        if (source.equals(destination)) {
            throw new IllegalArgumentException("a transfer leads from one location to another");
        }
    }

    /** Allocates its units at the source and puts it among the changes of the decision that needs it. */
    public void stage(Changes changes, StockLedger ledger) {
        lines.forEach(line -> ledger.allocateTransfer(new Cell(line.sku(), source), line.quantity()));
        changes.put(TABLE, id, this).announce(event("io.omnihub.transfer.approved.v1"));
    }

    /** Frees units of a line at the source; without any left the transfer is cancelled. */
    public TransferOrder cancel(int lineNumber, long units, Changes changes, StockLedger ledger) {
        List<Line> fewer = lines.stream()
                .map(line -> line.lineNumber() == lineNumber
                        ? new Line(lineNumber, line.sku(), line.quantity() - units)
                        : line)
                .toList();
        lines.stream()
                .filter(line -> line.lineNumber() == lineNumber)
                .forEach(line -> ledger.cancelTransfer(new Cell(line.sku(), source), units));
        boolean nothingLeft = fewer.stream().allMatch(line -> line.quantity() == 0);
        var cancelled = new TransferOrder(
                id,
                source,
                destination,
                nothingLeft ? TransferState.CANCELLED : state,
                fulfillmentOrderId,
                createdAt,
                expectedAt,
                fewer);
        changes.put(TABLE, id, cancelled);
        if (nothingLeft) {
            changes.announce(cancelled.event("io.omnihub.transfer.cancelled.v1"));
        }
        return cancelled;
    }

    TransferOrder withLines(List<Line> all) {
        return new TransferOrder(id, source, destination, state, fulfillmentOrderId, createdAt, expectedAt, all);
    }

    /** The cells whose stock is allocated here. */
    public List<Cell> cells() {
        return lines.stream().map(line -> new Cell(line.sku(), source)).toList();
    }

    private NewEvent event(String type) {
        return new NewEvent(
                type,
                id.toString(),
                Map.of(
                        "transferId", id.toString(),
                        "source", source.value(),
                        "destination", destination.value(),
                        "fulfillmentOrderId", fulfillmentOrderId.toString(),
                        "lines", lines.stream().map(TransferOrder::line).toList()));
    }

    private static Map<String, Object> line(Line line) {
        return Map.of("sku", line.sku().value(), "quantity", line.quantity());
    }
}
