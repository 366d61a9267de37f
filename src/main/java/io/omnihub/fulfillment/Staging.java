package io.omnihub.fulfillment;

import io.omnihub.fulfillment.FulfillmentOrder.Line;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.transfer.TransferLine;
import io.omnihub.transfer.TransferOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The fulfilment orders of one plan, of which a part that waits for a location becomes the first. */
final class Staging {
    /** Beyond the ordinals of fulfilment orders: a leg's fulfilment order and its transfer have ids of their own. */
    private static final int FIRST_TRANSFER = 10_000;

    final List<FulfillmentOrder> parts = new ArrayList<>();
    private final UUID orderId;
    private final DeliveryMethod method;
    private final Optional<KeptDemand> demand;
    private final Optional<FulfillmentOrder> waiting;
    private final StepContext context;

    Staging(
            UUID orderId,
            DeliveryMethod method,
            Optional<KeptDemand> demand,
            Optional<FulfillmentOrder> waiting,
            StepContext context) {
        this.orderId = orderId;
        this.method = method;
        this.demand = demand;
        this.waiting = waiting;
        this.context = context;
    }

    void addAll(SourcingPlan.Sourced plan) {
        plan.parts().forEach(this::add);
        if (!plan.backordered().isEmpty()) {
            backorder(plan.backordered());
        }
    }

    /** What waits comes when there is more of any of it, and is promised what is expected of it. */
    private void backorder(List<Demand.Line> lines) {
        add(Optional.empty(), FulfillmentState.BACKORDERED, Optional.empty(), Optional.empty(), lines);
        FulfillmentOrder promised = Promising.promise(parts.removeLast(), context);
        parts.add(promised);
        context.awaitStock(promised);
    }

    /** What lies at the location already is one fulfilment order, and what each transfer brings another. */
    private void add(SourcingPlan.Part part) {
        if (!part.lines().isEmpty()) {
            part.lines()
                    .forEach(line -> context.ledger().allocate(new Cell(line.sku(), part.location()), line.quantity()));
            FulfillmentOrder allocated = add(part, FulfillmentState.ALLOCATED, Optional.empty(), part.lines());
            context.expectAcknowledgement(part.location(), allocated.id(), parts.size());
        }
        for (SourcingPlan.TransferLeg leg : part.legs()) {
            UUID transferId = Ids.derive(context.commandId(), FIRST_TRANSFER + parts.size());
            FulfillmentOrder brought =
                    add(part, FulfillmentState.AWAITING_TRANSFER, Optional.of(transferId), leg.lines());
            TransferOrder transfer = transfer(transferId, leg, brought, part);
            transfer.stage(context.changes(), context.ledger());
            context.expectTransfer(transfer, parts.size());
        }
    }

    private TransferOrder transfer(
            UUID id, SourcingPlan.TransferLeg leg, FulfillmentOrder brought, SourcingPlan.Part part) {
        return TransferOrder.bound(
                id,
                leg.from(),
                part.location(),
                brought.id(),
                context.now(),
                part.promisedAt(),
                leg.lines().stream()
                        .map(line -> TransferLine.wanted(line.lineNumber(), line.sku(), line.quantity()))
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
            List<Demand.Line> demanded) {
        List<Line> lines = demanded.stream()
                .map(line -> Line.of(line.lineNumber(), line.sku(), line.quantity(), line.unitPrice()))
                .toList();
        FulfillmentOrder part = waiting.filter(_ -> parts.isEmpty())
                .map(first -> first.sourced(state, location, promisedAt, transferId, inPlaceOf(first, lines)))
                .orElseGet(() -> made(location, state, promisedAt, transferId, lines));
        parts.add(part);
        return part;
    }

    /** A line that another part has taken over stays with nothing left of it. */
    private static List<Line> inPlaceOf(FulfillmentOrder first, List<Line> lines) {
        return first.lines().stream()
                .map(before -> lines.stream()
                        .filter(line -> line.lineNumber() == before.lineNumber())
                        .findFirst()
                        .orElseGet(() -> Line.of(before.lineNumber(), before.sku(), 0, before.unitPrice())))
                .toList();
    }

    private FulfillmentOrder made(
            Optional<LocationCode> location,
            FulfillmentState state,
            Optional<Instant> promisedAt,
            Optional<UUID> transferId,
            List<Line> lines) {
        return new FulfillmentOrder(
                context.partId(parts.size() + 1),
                orderId,
                method,
                location,
                state,
                context.now(),
                promisedAt,
                transferId,
                lines,
                demand,
                waiting.flatMap(FulfillmentOrder::predecessor),
                Handling.NONE,
                1);
    }
}
