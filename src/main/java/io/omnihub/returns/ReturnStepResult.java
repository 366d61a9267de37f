package io.omnihub.returns;

import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.PlaceOrderResult;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What became of a step of a return; refusals in the order in which they are looked for. */
public sealed interface ReturnStepResult {
    /**
     * @param exchange the order that was placed, where one was
     * @param repeated whether an earlier call did it; both are then shown as they are now
     */
    record Done(Return done, Optional<OrderDetails> exchange, boolean repeated) implements ReturnStepResult {}

    /** {@code idempotency-key-reused}, of the caller's key or the payment's reference. */
    record KeyReused(boolean ofReference) implements ReturnStepResult {}

    /** {@code version-mismatch} */
    record OtherVersion(long version) implements ReturnStepResult {}

    /** {@code step-not-allowed} in its state, or without an order. */
    record NotAllowed(Return found) implements ReturnStepResult {}

    /** {@code exchange-unpaid}: what was placed in its stead waits for what would be due for it. */
    record ExchangeUnpaid(UUID orderId) implements ReturnStepResult {}

    /** {@code unknown-location} */
    record UnknownLocation() implements ReturnStepResult {}

    /** {@code inactive-location} */
    record InactiveLocation() implements ReturnStepResult {}

    /** {@code unknown-line} */
    record UnknownLines(Set<Integer> lineNumbers) implements ReturnStepResult {}

    /** {@code quantity-beyond-line}: more than can come back of the order, or than is left to be looked at. */
    record BeyondLines(Map<Integer, Long> left) implements ReturnStepResult {}

    /** {@code negative-stock}: somebody else has made these units available, or written them off. */
    record NotThere(Set<Sku> skus) implements ReturnStepResult {}

    /** {@code refund-mismatch}: the whole of what is due is refunded, in the order's currency. */
    record OtherRefund(Money due) implements ReturnStepResult {}

    /**
     * {@code money-out-of-range}: so much is no amount of an order.
     *
     * @param left what can still be recorded
     */
    record RefundOutOfRange(long left) implements ReturnStepResult {}

    /** What is wanted in exchange cannot be placed. */
    record NotPlaced(PlaceOrderResult.Refused why) implements ReturnStepResult {}
}
