package io.omnihub.returns;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Versions;
import io.omnihub.order.Order;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.PlaceOrderResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Places an order in the place of what came back, in one decision: if its stock cannot be promised, nothing happens. What is
 * due for the return pays for it as far as that goes; what is left over stays due on the order that the return is of. Before
 * the goods are inspected nobody knows what is due: the order is then paid when they are.
 *
 * @param placing the command that places it, by itself
 */
record ExchangeReturn(Actor actor, Return known, Command<PlaceOrderResult> placing, Optional<Versions> expected)
        implements Command<ReturnStepResult> {
    @Override
    public UUID id() {
        return placing.id();
    }

    @Override
    public List<CommandKey> keys() {
        return placing.keys();
    }

    @Override
    public Reads reads() {
        Reads reads =
                placing.reads().lock(Return.TABLE, Set.of(known.id())).read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
        return known.source().isPresent() ? reads.lock(Order.TABLE, Set.of(orderId())) : reads;
    }

    @Override
    public Decision<ReturnStepResult> decide(View view, Instant now) {
        Return found = view.find(Return.TABLE, known.id()).orElseThrow();
        if (expected.filter(versions -> !versions.contain(found.version())).isPresent()) {
            return new Decision.Refuse<>(new ReturnStepResult.OtherVersion(found.version()));
        }
        if (!found.allows(ReturnStep.EXCHANGE)) {
            return new Decision.Refuse<>(new ReturnStepResult.NotAllowed(found));
        }
        return switch (placing.decide(view, now)) {
            case Decision.Again<PlaceOrderResult>(Reads reads) -> new Decision.Again<>(reads);
            case Decision.Refuse<PlaceOrderResult>(PlaceOrderResult result, var _) ->
                new Decision.Refuse<>(new ReturnStepResult.NotPlaced((PlaceOrderResult.Refused) result));
            case Decision.Accept<PlaceOrderResult>(PlaceOrderResult result, UUID subject, Changes changes) ->
                exchange(found, ((PlaceOrderResult.Placed) result).details(), subject, changes, view, now);
        };
    }

    private Decision<ReturnStepResult> exchange(
            Return found, OrderDetails placed, UUID subject, Changes changes, View view, Instant now) {
        Return exchanged = found.exchanged(placed.order().id());
        Order paid = placed.order();
        if (found.state() == ReturnState.INSPECTED) {
            Order old = view.find(Order.TABLE, orderId()).orElseThrow();
            paid = Settlement.of(found, view, id(), actor, now).settle(old, paid, changes);
        } else {
            changes.announce(exchanged.exchangePlaced());
        }
        exchanged.put(Optional.of(found), changes);
        actor.note(changes, "return:" + found.id(), Optional.of(found.facts()), exchanged.facts());
        var details = new OrderDetails(paid, placed.recipient(), placed.fulfillment());
        return new Decision.Accept<>(
                new ReturnStepResult.Done(exchanged, Optional.of(details), false), subject, changes);
    }

    private UUID orderId() {
        return known.source().orElseThrow().orderId();
    }
}
