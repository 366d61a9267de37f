package io.omnihub.fulfillment;

import io.omnihub.engine.Changes;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.transfer.TransferOrder;
import io.omnihub.transfer.TransferState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The fulfilment orders of one placing decision. */
final class Staging {
    /** Beyond the ordinals of fulfilment orders: a leg's fulfilment order and its transfer have ids of their own. */
    private static final int FIRST_TRANSFER = 10_000;

    final List<FulfillmentOrder> parts = new ArrayList<>();
    private final UUID orderId;
    private final DeliveryMethod method;
    private final Changes changes;
    private final StockLedger ledger;
    private final Instant now;

    Staging(UUID orderId, DeliveryMethod method, Changes changes, StockLedger ledger, Instant now) {
        this.orderId = orderId;
        this.method = method;
        this.changes = changes;
        this.ledger = ledger;
        this.now = now;
    }

    /** What lies at the location already is one fulfilment order, and what each transfer brings another. */
    void add(SourcingPlan.Part part) {
        if (!part.lines().isEmpty()) {
            part.lines().forEach(line -> ledger.allocate(new Cell(line.sku(), part.location()), line.quantity()));
            add(part, FulfillmentState.ALLOCATED, Optional.empty(), part.lines());
        }
        for (SourcingPlan.TransferLeg leg : part.legs()) {
            UUID transferId = Ids.derive(orderId, FIRST_TRANSFER + parts.size());
            FulfillmentOrder waiting =
                    add(part, FulfillmentState.AWAITING_TRANSFER, Optional.of(transferId), leg.lines());
            transfer(transferId, leg, waiting, part).stage(changes, ledger);
        }
    }

    void backorder(List<Demand.Line> lines) {
        add(Optional.empty(), FulfillmentState.BACKORDERED, Optional.empty(), Optional.empty(), lines);
    }

    private TransferOrder transfer(
            UUID id, SourcingPlan.TransferLeg leg, FulfillmentOrder waiting, SourcingPlan.Part part) {
        return new TransferOrder(
                id,
                leg.from(),
                part.location(),
                TransferState.APPROVED,
                waiting.id(),
                now,
                part.promisedAt(),
                leg.lines().stream()
                        .map(line -> new TransferOrder.Line(line.lineNumber(), line.sku(), line.quantity()))
                        .toList());
    }

    private FulfillmentOrder add(
            SourcingPlan.Part part, FulfillmentState state, Optional<UUID> transferId, List<Demand.Line> lines) {
        return add(Optional.of(part.location()), state, Optional.of(part.promisedAt()), transferId, lines);
    }

    private FulfillmentOrder add(
            Optional<LocationCode> location,
            FulfillmentState state,
            Optional<Instant> promisedAt,
            Optional<UUID> transferId,
            List<Demand.Line> lines) {
        var part = new FulfillmentOrder(
                Ids.derive(orderId, parts.size() + 1),
                orderId,
                method,
                location,
                state,
                now,
                promisedAt,
                transferId,
                lines.stream()
                        .map(line -> new FulfillmentOrder.Line(line.lineNumber(), line.sku(), line.quantity()))
                        .toList());
        parts.add(part);
        return part;
    }
}
