package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.Step;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.fulfillment.StepResult;
import io.omnihub.fulfillment.Units;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Does a step with a fulfilment order, and lets the order follow.
 *
 * @param part which one it is
 * @param order of which it is a part, as far as the caller knows: where it is not, the result is {@code Unknown}
 * @param cells where its units lie, as far as the caller knows
 * @param within whose part it must be; empty for any location's
 * @param expected the versions of the part that the caller has in mind; empty for any
 */
record CarryOut(
        UUID id,
        Actor actor,
        UUID part,
        UUID order,
        List<Cell> cells,
        Optional<LocationCode> within,
        Step step,
        Optional<Versions> expected,
        List<CommandKey> keys)
        implements Command<CarryOutResult> {
    /** Why units are taken off an order whose customer did not come. */
    private static final String NOT_COLLECTED = "not collected in time";

    /** Why those are that could not be delivered, whatever somebody says of it. */
    private static final String NOT_DELIVERED = "not delivered";

    private static final String LOST = "lost by the carrier";

    /** With a part as it was read before. */
    static CarryOut with(
            FulfillmentOrder known,
            UUID id,
            Actor actor,
            Step step,
            Optional<Versions> expected,
            List<CommandKey> keys) {
        return new CarryOut(
                id, actor, known.id(), known.orderId(), known.cells(), Optional.empty(), step, expected, keys);
    }

    /** The same, of a part that was read meanwhile. */
    CarryOut knowing(FulfillmentOrder known) {
        return new CarryOut(id, actor, part, known.orderId(), known.cells(), within, step, expected, keys);
    }

    @Override
    public Reads reads() {
        Reads reads = new Reads()
                .lock(Order.TABLE, Set.of(order))
                .lock(OrderFulfillment.TABLE, Set.of(order))
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
        return step.changesStock() ? reads.lock(StockLevel.TABLE, cells) : reads;
    }

    @Override
    public Decision<CarryOutResult> decide(View view, Instant now) {
        OrderFulfillment fulfillment = OrderFulfillment.of(order, view);
        Optional<FulfillmentOrder> found = fulfillment.part(part);
        return found.isEmpty() || !isInSight(found.get())
                ? new Decision.Refuse<>(new CarryOutResult.Unknown())
                : decide(fulfillment, found.get(), view, now);
    }

    private boolean isInSight(FulfillmentOrder found) {
        return within.isEmpty() || within.equals(found.location());
    }

    private Decision<CarryOutResult> decide(
            OrderFulfillment fulfillment, FulfillmentOrder before, View view, Instant now) {
        if (expected.filter(versions -> !versions.contain(before.version())).isPresent()) {
            return new Decision.Refuse<>(new CarryOutResult.OtherVersion(before.version()));
        }
        List<Cell> unread = step.changesStock() ? StockLevel.unread(before.cells().stream(), view) : List.of();
        if (!unread.isEmpty()) {
            return new Decision.Again<>(new Reads().lock(StockLevel.TABLE, unread));
        }
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, part, actor.id(), Optional.empty());
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var context = new StepContext(id, changes, ledger, catalog, now);
        StepResult result = fulfillment.carryOut(before, step, context);
        if (result instanceof StepResult.WrongCode) {
            fulfillment.noteWrongTry(before, changes);
            return new Decision.Refuse<>(new CarryOutResult.Refused(result), Optional.of(changes));
        }
        if (!(result instanceof StepResult.Done(OrderFulfillment after, FulfillmentOrder done))) {
            return new Decision.Refuse<>(new CarryOutResult.Refused(result));
        }
        follow(view.find(Order.TABLE, order).orElseThrow(), before, after, context);
        actor.note(changes, "fulfillment-order:" + part, Optional.of(facts(before)), facts(done));
        return new Decision.Accept<>(new CarryOutResult.CarriedOut(done, false), part, changes);
    }

    private void follow(Order whole, FulfillmentOrder before, OrderFulfillment after, StepContext context) {
        Order reduced = switch (step) {
            case Step.ReturnToStock _ ->
                Cancellation.takeOff(whole, before.left(), id, Optional.of(NOT_COLLECTED), actor, context);
            case Step.TakeBack(var shipment, var _) ->
                Cancellation.takeOff(whole, before.underWay(shipment), id, Optional.of(NOT_DELIVERED), actor, context);
            case Step.ReportLost(var shipment, var _) ->
                Cancellation.takeOff(whole, before.underWay(shipment), id, Optional.of(LOST), actor, context);
            case Step.AcceptCancellation _ ->
                before.handling()
                        .asked()
                        .map(asked -> Cancellation.takeOff(
                                whole, Units.sum(asked.units().stream()), id, asked.reason(), actor, context))
                        .orElseThrow();
            default -> whole;
        };
        if (step instanceof Step.RefuseCancellation(Optional<String> reason)) {
            Cancellation.refuse(before, id, reason, actor, context);
        }
        reduced.follow(whole, after, context.changes());
        if (step instanceof Step.Collect(var _, var _, Optional<String> name) && name.isPresent()) {
            var collected = new Recipient.Collected(part, name.get(), context.now());
            context.changes().append(CollectedBy.LOG, new CollectedBy(order, collected));
        }
    }

    private static Map<String, Object> facts(FulfillmentOrder part) {
        return Map.of(
                "state",
                part.state().wire(),
                "version",
                part.version(),
                "lines",
                part.lines().stream()
                        .map(line -> Map.of(
                                "lineNumber", line.lineNumber(),
                                "quantity", line.quantity(),
                                "picked", line.picked(),
                                "handedOver", line.handedOver()))
                        .toList());
    }
}
