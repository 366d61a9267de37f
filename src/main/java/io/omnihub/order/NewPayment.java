package io.omnihub.order;

import io.omnihub.kernel.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a payment system reports.
 *
 * @param reference by which it knows this, unique in the order's channel
 * @param amount 1 to {@link Money#MAX_TOTAL}
 * @param method what was paid with
 * @param occurredAt empty for now
 */
public record NewPayment(
        String reference, PaymentKind kind, Money amount, Optional<String> method, Optional<Instant> occurredAt) {
    public NewPayment {
        if (amount.amount() < 1 || amount.amount() > Money.MAX_TOTAL) {
            throw new IllegalArgumentException("an amount that was paid is 1 to " + Money.MAX_TOTAL);
        }
    }

    /** The payment that it becomes. */
    public Payment of(UUID orderId, UUID id, UUID actor, Instant now) {
        return new Payment(id, orderId, reference, kind, amount, method, actor, occurredAt.orElse(now), now);
    }
}
