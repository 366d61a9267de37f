package io.omnihub.inbound;

import io.omnihub.kernel.Wire;
import java.util.List;

/** Where an expected receipt stands. */
public enum ReceiptState implements Wire {
    /** Nothing of it has come. */
    OPEN,
    /** Some of it has come, and more is expected. */
    PARTIALLY_RECEIVED,
    /** Nothing more is expected of it. */
    RECEIVED,
    /** It will not come. */
    CANCELLED;

    /** Whether something may still come of it. */
    public boolean isExpected() {
        return this == OPEN || this == PARTIALLY_RECEIVED;
    }

    /** What may be done with it now; what has come in part is closed by receiving no more. */
    public List<String> steps() {
        return switch (this) {
            case OPEN -> List.of("receive", "cancel");
            case PARTIALLY_RECEIVED -> List.of("receive");
            case RECEIVED, CANCELLED -> List.of();
        };
    }
}
