package io.omnihub.order;

/** What became of a report of a payment or refund; refusals in the order in which they are looked for. */
public sealed interface RecordPaymentResult {
    /**
     * @param order as it is now
     * @param repeated whether an earlier call recorded this
     */
    record Recorded(Payment payment, Order order, boolean repeated) implements RecordPaymentResult {}

    /** {@code idempotency-key-reused}: the reference stands for something else. */
    record ReferenceReused() implements RecordPaymentResult {}

    /** {@code currency-mismatch} */
    record OtherCurrency(String currency) implements RecordPaymentResult {}

    /**
     * {@code money-out-of-range}
     *
     * @param left how much of that kind could still be recorded for the order
     */
    record TooMuch(long left) implements RecordPaymentResult {}
}
