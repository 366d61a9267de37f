package io.omnihub.order;

import io.omnihub.engine.Log;
import java.util.UUID;

/** A recipient as it is written: once, when the order is placed. */
record OrderRecipient(UUID orderId, Recipient recipient) {
    static final Log<OrderRecipient> LOG = new Log<>("order-recipient");
}
