package io.omnihub.order;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.order.RecordPaymentResult.OtherCurrency;
import io.omnihub.order.RecordPaymentResult.Recorded;
import io.omnihub.order.RecordPaymentResult.TooMuch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Keeps what a payment system reports. It has happened, so it is recorded whatever the order's state and amounts, in
 * whatever order payments and refunds are told.
 */
record RecordPayment(UUID id, Actor actor, UUID orderId, NewPayment reported, List<CommandKey> keys)
        implements Command<RecordPaymentResult> {
    @Override
    public Reads reads() {
        return new Reads().lock(Order.TABLE, Set.of(orderId));
    }

    @Override
    public Decision<RecordPaymentResult> decide(View view, Instant now) {
        Order order = view.find(Order.TABLE, orderId).orElseThrow();
        if (!order.currency().equals(reported.amount().currency())) {
            return new Decision.Refuse<>(new OtherCurrency(order.currency()));
        }
        long left = order.account().left(reported.kind());
        return reported.amount().amount() > left ? new Decision.Refuse<>(new TooMuch(left)) : record(order, now);
    }

    private Decision<RecordPaymentResult> record(Order order, Instant now) {
        Payment payment = reported.of(orderId, id, actor.id(), now);
        var changes = new Changes();
        Order settled = order.settle(payment, changes);
        Map<String, Object> after = new TreeMap<>(facts(settled));
        after.put("reference", reported.reference());
        actor.note(changes, "order:" + orderId, Optional.of(facts(order)), after);
        return new Decision.Accept<>(new Recorded(payment, settled, false), id, changes);
    }

    private static Map<String, Object> facts(Order order) {
        return Map.of(
                "paid", order.account().paid(), "refunded", order.account().refunded());
    }
}
