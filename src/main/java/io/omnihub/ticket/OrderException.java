package io.omnihub.ticket;

import io.omnihub.engine.Table;
import java.util.UUID;

/**
 * Something promised that is, or was, at risk, and the ticket that was opened for it last.
 *
 * @param facts what was said of it when it was last raised: JSON
 */
record OrderException(Key key, UUID ticket, String facts) {
    static final Table<Key, OrderException> TABLE = new Table<>("ticket-exception", 645);

    /**
     * @param promise what is at risk, as the attention's key names it: a part of an order
     * @param kind of risk
     */
    record Key(String promise, String kind) {}
}
