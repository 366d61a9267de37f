package io.omnihub.returns;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Versions;
import io.omnihub.order.NewPayment;
import io.omnihub.order.Order;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.Payment;
import io.omnihub.order.PaymentKind;
import io.omnihub.order.PlaceOrderResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Places an order in the place of what came back, in one decision: if its stock cannot be promised, nothing happens. What is
 * due for the return pays for it as far as that goes; what is left over stays due on the order that the return is of.
 *
 * @param placing the command that places it, by itself
 */
record ExchangeReturn(Actor actor, Return known, Command<PlaceOrderResult> placing, Optional<Versions> expected)
        implements Command<ReturnStepResult> {
    private static final String METHOD = "exchange";

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
        return placing.reads().lock(Order.TABLE, Set.of(orderId())).lock(Return.TABLE, Set.of(known.id()));
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
        Money refund = found.refund().orElseThrow();
        Order old = view.find(Order.TABLE, orderId()).orElseThrow();
        long amount = Math.min(
                old.refundDueOf(refund.amount()),
                placed.order().currentAmounts().total());
        Order paid = amount == 0 ? placed.order() : settle(old, placed.order(), amount, changes, now);
        Return exchanged = found.exchanged(placed.order().id());
        exchanged.put(Optional.of(found), changes);
        actor.note(changes, "return:" + found.id(), Optional.of(found.facts()), exchanged.facts());
        var details = new OrderDetails(paid, placed.recipient(), placed.fulfillment());
        return new Decision.Accept<>(
                new ReturnStepResult.Done(exchanged, Optional.of(details), false), subject, changes);
    }

    /** The same amount leaves the one order and comes to the other. */
    private Order settle(Order old, Order placed, long amount, Changes changes, Instant now) {
        old.settle(payment(PaymentKind.REFUND, old, amount, 1, now), changes);
        return placed.settle(payment(PaymentKind.PAYMENT, placed, amount, 2, now), changes);
    }

    private Payment payment(PaymentKind kind, Order order, long amount, int ordinal, Instant now) {
        return new NewPayment(
                        "exchange:" + known.id() + ":" + kind.wire(),
                        kind,
                        new Money(amount, order.currency()),
                        Optional.of(METHOD),
                        Optional.empty())
                .of(order.id(), Ids.derive(id(), Ids.MAX_DERIVED - ordinal), actor.id(), now);
    }

    private UUID orderId() {
        return known.source().orElseThrow().orderId();
    }
}
