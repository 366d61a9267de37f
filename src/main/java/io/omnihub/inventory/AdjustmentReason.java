package io.omnihub.inventory;

import io.omnihub.kernel.Wire;

/** Why somebody corrects the stock of a location; the reason says which counter changes, and which way. */
public enum AdjustmentReason implements Wire {
    RECEIPT(Counter.ON_HAND, 1),
    FOUND(Counter.ON_HAND, 1),
    WRITE_OFF(Counter.ON_HAND, -1),
    DAMAGED(Counter.UNAVAILABLE, 1),
    QUALITY_CONTROL(Counter.UNAVAILABLE, 1),
    RESTOCKED(Counter.UNAVAILABLE, -1);

    private final Counter counter;
    private final int sign;

    AdjustmentReason(Counter counter, int sign) {
        this.counter = counter;
        this.sign = sign;
    }

    /** The counter that it changes. */
    public Counter counter() {
        return counter;
    }

    /** 1 where it adds, -1 where it takes away. */
    public int sign() {
        return sign;
    }
}
