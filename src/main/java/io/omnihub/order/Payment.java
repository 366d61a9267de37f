package io.omnihub.order;

import io.omnihub.engine.Log;
import io.omnihub.kernel.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A payment or refund that was reported, never changed.
 *
 * @param amount in the order's currency
 * @param actor the caller's key
 */
public record Payment(
        UUID id,
        UUID orderId,
        String reference,
        PaymentKind kind,
        Money amount,
        Optional<String> method,
        UUID actor,
        Instant occurredAt,
        Instant recordedAt) {
    static final Log<Payment> LOG = new Log<>("order-payment");
}
