package io.omnihub.customer;

import io.omnihub.engine.Table;
import java.util.UUID;

/**
 * Whose an order is.
 *
 * @param customer as it was found; who that is today, its row tells
 */
record OrderOfCustomer(UUID orderId, UUID customer) {
    static final Table<UUID, OrderOfCustomer> TABLE = new Table<>("customer-order", 618);
}
