package io.omnihub.order;

import io.omnihub.kernel.Wire;

/** Which way money went. */
public enum PaymentKind implements Wire {
    /** From the customer. */
    PAYMENT,
    /** Back to them. */
    REFUND
}
