package io.omnihub.order;

import io.omnihub.engine.Table;
import java.util.UUID;

/** The recipient of an order, under whose lock it is written. */
record OrderRecipient(UUID orderId, Recipient recipient) {
    static final Table<UUID, OrderRecipient> TABLE = new Table<>("order-recipient", 110);
}
