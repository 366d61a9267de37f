package io.omnihub.order;

import java.util.List;
import java.util.Map;

/** What became of a cancellation; refusals in the order in which they are looked for. */
public sealed interface CancelOrderResult {
    /**
     * @param details the order as it is now
     * @param repeated whether an earlier call cancelled this
     */
    record Cancelled(Cancellation cancellation, OrderDetails details, boolean repeated) implements CancelOrderResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements CancelOrderResult {}

    /** {@code unknown-line} */
    record UnknownLines(List<Integer> lineNumbers) implements CancelOrderResult {}

    /**
     * {@code quantity-not-cancellable}: less is left than was asked for, or nothing at all; what has left, or was asked
     * for already, cannot be cancelled any more.
     *
     * @param cancellable units by line number
     */
    record NotCancellable(Order order, Map<Integer, Long> cancellable) implements CancelOrderResult {}
}
