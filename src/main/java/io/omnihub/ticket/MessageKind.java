package io.omnihub.ticket;

import io.omnihub.kernel.Wire;

/** Who writes to whom. */
public enum MessageKind implements Wire {
    /** The customer to us. */
    INBOUND,
    /** An agent to the customer. */
    REPLY,
    /** An agent to colleagues; no customer ever sees it. */
    NOTE
}
