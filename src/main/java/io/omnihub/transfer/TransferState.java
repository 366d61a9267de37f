package io.omnihub.transfer;

import io.omnihub.kernel.Wire;

/** Where a transfer stands. */
public enum TransferState implements Wire {
    /** Its units are allocated at the source and wait to be sent. */
    APPROVED,
    /** Nothing of it is wanted any more. */
    CANCELLED
}
