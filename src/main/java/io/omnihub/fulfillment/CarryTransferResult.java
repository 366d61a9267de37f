package io.omnihub.fulfillment;

import io.omnihub.transfer.MoveResult;
import io.omnihub.transfer.TransferOrder;

/** What became of a move of a transfer; refusals in the order in which they are looked for. */
public sealed interface CarryTransferResult {
    /**
     * @param transfer as it is now
     * @param repeated whether an earlier request with the same key did it
     */
    record Carried(TransferOrder transfer, boolean repeated) implements CarryTransferResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements CarryTransferResult {}

    /** {@code version-mismatch} */
    record OtherVersion(long version) implements CarryTransferResult {}

    /** @param refusal anything but {@link MoveResult.Moved} */
    record Refused(MoveResult refusal) implements CarryTransferResult {}
}
