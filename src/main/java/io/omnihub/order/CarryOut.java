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
 * @param known the part as it was read before, from which the reads are guessed
 * @param expected the versions of the part that the caller has in mind; empty for any
 */
record CarryOut(
        UUID id, Actor actor, FulfillmentOrder known, Step step, Optional<Versions> expected, List<CommandKey> keys)
        implements Command<CarryOutResult> {
    /** Why units are taken off an order whose customer did not come. */
    private static final String NOT_COLLECTED = "not collected in time";

    @Override
    public Reads reads() {
        Reads reads = new Reads()
                .lock(Order.TABLE, Set.of(known.orderId()))
                .lock(OrderFulfillment.TABLE, Set.of(known.orderId()))
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
        return step.changesStock() ? reads.lock(StockLevel.TABLE, known.cells()) : reads;
    }

    @Override
    public Decision<CarryOutResult> decide(View view, Instant now) {
        OrderFulfillment fulfillment = OrderFulfillment.of(known.orderId(), view);
        FulfillmentOrder part = fulfillment.part(known.id()).orElseThrow();
        if (expected.filter(versions -> !versions.contain(part.version())).isPresent()) {
            return new Decision.Refuse<>(new CarryOutResult.OtherVersion(part.version()));
        }
        List<Cell> unread = step.changesStock() ? StockLevel.unread(part.cells().stream(), view) : List.of();
        if (!unread.isEmpty()) {
            return new Decision.Again<>(new Reads().lock(StockLevel.TABLE, unread));
        }
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, part.id(), actor.id(), Optional.empty());
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var context = new StepContext(id, changes, ledger, catalog, now);
        StepResult result = fulfillment.carryOut(part, step, context);
        if (result instanceof StepResult.WrongCode) {
            fulfillment.noteWrongTry(part, changes);
            return new Decision.Refuse<>(new CarryOutResult.Refused(result), Optional.of(changes));
        }
        if (!(result instanceof StepResult.Done(OrderFulfillment after, FulfillmentOrder done))) {
            return new Decision.Refuse<>(new CarryOutResult.Refused(result));
        }
        follow(view.find(Order.TABLE, known.orderId()).orElseThrow(), part, after, context);
        actor.note(changes, "fulfillment-order:" + part.id(), Optional.of(facts(part)), facts(done));
        return new Decision.Accept<>(new CarryOutResult.CarriedOut(done, false), part.id(), changes);
    }

    private void follow(Order order, FulfillmentOrder part, OrderFulfillment after, StepContext context) {
        Order reduced = switch (step) {
            case Step.ReturnToStock _ ->
                Cancellation.takeOff(order, part.left(), id, Optional.of(NOT_COLLECTED), actor, context);
            case Step.AcceptCancellation _ ->
                part.handling()
                        .asked()
                        .map(asked -> Cancellation.takeOff(
                                order, Units.sum(asked.units().stream()), id, asked.reason(), actor, context))
                        .orElseThrow();
            default -> order;
        };
        reduced.follow(order, after, context.changes());
        if (step instanceof Step.Collect(var _, var _, Optional<String> name) && name.isPresent()) {
            var collected = new Recipient.Collected(part.id(), name.get(), context.now());
            context.changes().append(CollectedBy.LOG, new CollectedBy(order.id(), collected));
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
