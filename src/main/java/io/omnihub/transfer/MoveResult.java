package io.omnihub.transfer;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.List;

/** What became of a move; refusals in the order in which they are looked for. */
public sealed interface MoveResult {
    /** @param after as it is then */
    record Moved(TransferOrder after) implements MoveResult {}

    /** {@code step-not-allowed}: not in this state, or there is nothing to do it with. */
    record NotAllowed(TransferOrder transfer) implements MoveResult {}

    /** {@code location-paused}: nothing leaves a location that is paused or inactive. */
    record Paused(LocationCode location) implements MoveResult {}

    /** {@code unknown-line} */
    record UnknownLines(List<Integer> lineNumbers) implements MoveResult {}

    /** {@code unknown-line}: nothing of what was scanned belongs to it. */
    record UnknownCode(String code) implements MoveResult {}

    /** {@code quantity-beyond-line} */
    record Beyond(List<Excess> lines) implements MoveResult {}

    /** @param open what may be asked for */
    record Excess(int lineNumber, long requested, long open) {}

    /** {@code insufficient-stock}: the source has less that may be promised. */
    record Insufficient(List<Shortage> lines) implements MoveResult {}

    record Shortage(int lineNumber, Sku sku, long requested, long available) {}

    /** {@code missing-field}: something is on its way, and nobody has said what becomes of it. */
    record OutstandingUndecided() implements MoveResult {}

    /** {@code invalid-field}: it is not expected from now on, or too far ahead. */
    record BadExpectation() implements MoveResult {}

    /** {@code too-many-entries}: it left in so many shipments already. */
    record TooManyShipments() implements MoveResult {}
}
