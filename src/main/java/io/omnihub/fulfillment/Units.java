package io.omnihub.fulfillment;

import io.omnihub.kernel.Quantity;

/** Units of one line of the order. */
public record Units(int lineNumber, long quantity) {
    public Units {
        Quantity.require(quantity);
    }
}
