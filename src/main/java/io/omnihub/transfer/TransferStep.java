package io.omnihub.transfer;

import io.omnihub.kernel.Wire;

/** What can be done with a transfer; {@link TransferState} says when. */
public enum TransferStep implements Wire {
    /** Its units are set aside at the source. */
    APPROVE,
    START_PICKING,
    /** Some of it leaves, or is not there. */
    SHIP,
    /** Some of it has arrived, is not taken, or is lost. */
    RECEIVE,
    /** Nothing more is waited for. */
    CLOSE,
    CANCEL,
    /** It should have arrived by now; nobody does that by hand. */
    FIND_LATE
}
