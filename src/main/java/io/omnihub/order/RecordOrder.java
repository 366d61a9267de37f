package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Saleability;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keeps an order that another system has carried out already: it has no effect on stock, and nothing is left to do for it.
 * Its channel and items must be known, but need no longer be active.
 *
 * @param placedAt when the customer placed it
 */
record RecordOrder(UUID id, UUID actor, NewOrder order, Instant placedAt, List<CommandKey> keys)
        implements Command<PlaceOrderResult> {
    @Override
    public Reads reads() {
        return new Reads()
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(OrderNumber.TABLE, Set.of(id))
                .read(Item.TABLE, order.skus());
    }

    @Override
    public Decision<PlaceOrderResult> decide(View view, Instant now) {
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        if (catalog.channel(order.channel()).isEmpty()) {
            return new Decision.Refuse<>(new PlaceOrderResult.Unsaleable(new Saleability.UnknownChannel()));
        }
        Set<Sku> unknown = order.skus().stream()
                .filter(sku -> view.find(Item.TABLE, sku).isEmpty())
                .collect(Collectors.toSet());
        return unknown.isEmpty()
                ? record(view)
                : new Decision.Refuse<>(new PlaceOrderResult.Unsaleable(new Saleability.UnknownItems(unknown)));
    }

    private Decision<PlaceOrderResult> record(View view) {
        Order recorded =
                order.order(id, view.find(OrderNumber.TABLE, id).orElseThrow(), OrderState.COMPLETED, placedAt, actor);
        var details = new OrderDetails(recorded, order.recipient(), new OrderFulfillment(id, List.of()));
        Changes changes = new Changes()
                .put(Order.TABLE, id, recorded)
                .put(OrderRecipient.TABLE, id, new OrderRecipient(id, order.recipient()))
                .announce(OrderEvents.recorded(recorded));
        return new Decision.Accept<>(new PlaceOrderResult.Placed(details, false), id, changes);
    }
}
