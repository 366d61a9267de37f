package io.omnihub.returns;

import io.omnihub.kernel.Wire;

/** What can be done with a return. */
public enum ReturnStep implements Wire {
    APPROVE,
    REFUSE,
    CANCEL,
    SEND,
    RECEIVE,
    INSPECT,
    REFUND,
    EXCHANGE,
    CLOSE
}
