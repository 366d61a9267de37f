package io.omnihub.returns;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Money;
import io.omnihub.order.NewPayment;
import io.omnihub.order.Order;
import io.omnihub.order.Payment;
import io.omnihub.order.PaymentKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is due for a return pays for the order that was placed in its stead, as far as that goes: the same amount leaves the
 * one order and comes to the other.
 *
 * @param paymentsReported whether the channel reports every payment
 * @param commandId from which the ids of the payments derive
 */
record Settlement(Return returned, boolean paymentsReported, UUID commandId, Actor actor, Instant now) {
    private static final String METHOD = "exchange";

    /** A channel that is gone reports no payments. */
    static Settlement of(Return returned, View view, UUID commandId, Actor actor, Instant now) {
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        boolean paymentsReported = returned.source()
                .flatMap(source -> catalog.channel(source.channel()))
                .filter(Channel::paymentsReported)
                .isPresent();
        return new Settlement(returned, paymentsReported, commandId, actor, now);
    }

    /** What is still to be given back for the return. */
    long due(Order old) {
        return old.refundDueOf(returned.refund().orElseThrow().amount(), paymentsReported);
    }

    /** What was paid: nothing where nothing is due, or where the other order costs nothing more. */
    long amount(Order old, Order placed) {
        return Math.min(Math.min(due(old), old.refundable()), placed.due());
    }

    /** The other order with what was paid for it. */
    Order settle(Order old, Order placed, Changes changes) {
        long amount = amount(old, placed);
        if (amount == 0) {
            return placed;
        }
        old.settle(payment(PaymentKind.REFUND, old, amount, 1), changes);
        return placed.settle(payment(PaymentKind.PAYMENT, placed, amount, 2), changes);
    }

    private Payment payment(PaymentKind kind, Order order, long amount, int ordinal) {
        return new NewPayment(
                        "exchange:" + returned.id() + ":" + kind.wire(),
                        kind,
                        new Money(amount, order.currency()),
                        Optional.of(METHOD),
                        Optional.empty())
                .of(order.id(), Ids.derive(commandId, Ids.MAX_DERIVED - ordinal), actor.id(), now);
    }
}
