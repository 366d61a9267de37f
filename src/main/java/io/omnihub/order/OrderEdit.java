package io.omnihub.order;

import io.omnihub.engine.Log;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was changed of an order at once, never changed itself.
 *
 * @param actor the caller's key
 * @param lines those of which another quantity is wanted
 * @param delivery whether it goes elsewhere; where that is stands in {@code order_recipient} alone
 * @param customer whether it is for somebody else, or they are reached otherwise
 */
public record OrderEdit(
        UUID id,
        UUID orderId,
        Optional<String> reason,
        UUID actor,
        Instant editedAt,
        List<Line> lines,
        boolean delivery,
        boolean customer) {
    static final Log<OrderEdit> LOG = new Log<>("order-edit");

    /** @param before units; 0 for a line that is new */
    public record Line(int lineNumber, Sku sku, long before, long after) {}

    public OrderEdit {
        lines = List.copyOf(lines);
    }
}
