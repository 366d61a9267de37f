package io.omnihub.hold;

import io.omnihub.kernel.Wire;

/** Where a hold stands; all but the first are final. */
public enum HoldState implements Wire {
    ACTIVE,
    /** An order took its units. */
    COMMITTED,
    RELEASED,
    /** Its end has passed. It follows from the end and is never stored. */
    EXPIRED
}
