package io.omnihub.returns;

import java.util.List;
import java.util.Set;

/** What became of a wish to give something back; refusals in the order in which they are looked for. */
public sealed interface RequestReturnResult {
    /** @param repeated whether an earlier call made it; it is then shown as it is now */
    record Requested(Return made, boolean repeated) implements RequestReturnResult {}

    /** {@code idempotency-key-reused}: the reference stands for another return. */
    record ReferenceReused() implements RequestReturnResult {}

    /** {@code unknown-line}: the order has none with these numbers. */
    record UnknownLines(Set<Integer> lineNumbers) implements RequestReturnResult {}

    /** {@code final-sale}: these are not taken back. */
    record FinalSale(Set<Integer> lineNumbers) implements RequestReturnResult {}

    /** {@code quantity-not-returnable}: more than has reached the customer and is not given back already. */
    record TooMany(List<Excess> lines) implements RequestReturnResult {}

    /** {@code return-window-over} of these lines. */
    record WindowOver(Set<Integer> lineNumbers) implements RequestReturnResult {}

    record Excess(int lineNumber, long requested, long returnable) {}
}
