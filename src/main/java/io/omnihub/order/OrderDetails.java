package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Reads;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.inventory.StockLevel;
import io.omnihub.transfer.TransferOrder;
import java.util.Set;
import java.util.UUID;

/** An order with whom it is for and what becomes of it. */
public record OrderDetails(Order order, Recipient recipient, OrderFulfillment fulfillment) {
    /** What changes it as a whole looks at, as far as that can be told from how it was. */
    Reads reads() {
        Set<UUID> id = Set.of(order.id());
        return new Reads()
                .lock(Order.TABLE, id)
                .lock(OrderFulfillment.TABLE, id)
                .lock(TransferOrder.TABLE, fulfillment.transferIds())
                .lock(StockLevel.TABLE, fulfillment.cells())
                .read(OrderRecipient.TABLE, id)
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
    }

    /** Units of a line that have reached the customer; of an order that was recorded, all that are left. */
    public long fulfilled(OrderLine line) {
        return fulfilled(line, fulfillment);
    }

    /** The same, for who does not know whom the order is for. */
    public static long fulfilled(OrderLine line, OrderFulfillment fulfillment) {
        return fulfillment.parts().isEmpty() ? line.current() : fulfillment.fulfilled(line.lineNumber());
    }
}
