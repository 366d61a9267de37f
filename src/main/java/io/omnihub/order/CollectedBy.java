package io.omnihub.order;

import io.omnihub.engine.Log;
import java.util.UUID;

/** That somebody has taken something, as it is written beside whom the order is for: nowhere else does the name stand. */
record CollectedBy(UUID orderId, Recipient.Collected collected) {
    static final Log<CollectedBy> LOG = new Log<>("order-collected-by");
}
