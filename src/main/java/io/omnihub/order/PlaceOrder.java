package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Saleability;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.KeptDemand;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.hold.HoldsOfOrder;
import io.omnihub.hold.HoldsOfOrder.Freed;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.order.PlaceOrderResult.CommittedHolds;
import io.omnihub.order.PlaceOrderResult.Placed;
import io.omnihub.order.PlaceOrderResult.UnknownHolds;
import io.omnihub.order.PlaceOrderResult.Unsaleable;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Outlook;
import io.omnihub.sourcing.Sourcing;
import io.omnihub.sourcing.SourcingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Promises every unit of a new order, or refuses it whole.
 *
 * @param known the catalogue's copy from which the first reads are guessed; the decision looks at a checked one
 * @param outlook what is known besides the stock
 * @param askedAt when the first reads are guessed for
 */
record PlaceOrder(
        UUID id, UUID actor, NewOrder order, List<CommandKey> keys, Catalog known, Outlook outlook, Instant askedAt)
        implements Command<PlaceOrderResult> {
    @Override
    public Reads reads() {
        Optional<Sourcing> sourcing = known.channel(order.channel())
                .map(channel -> new Sourcing(order.demand(channel), channel, known, outlook, askedAt));
        return new Reads()
                .lock(StockLevel.TABLE, sourcing.map(Sourcing::nearest).orElse(List.of()))
                .read(
                        DatedSupply.TABLE,
                        sourcing.filter(_ -> order.allowBackorder())
                                .map(Sourcing::expecting)
                                .orElse(Set.of()))
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(OrderNumber.TABLE, Set.of(id))
                .read(Item.TABLE, order.skus())
                .and(holds().reads(order.skus()));
    }

    @Override
    public Decision<PlaceOrderResult> decide(View view, Instant now) {
        return switch (Saleability.of(order.channel(), order.skus(), view)) {
            case Saleability.Unsaleable why -> new Decision.Refuse<>(new Unsaleable(why));
            case Saleability.Saleable(Channel channel, Catalog catalog) -> commitHolds(channel, catalog, view, now);
        };
    }

    private Decision<PlaceOrderResult> commitHolds(Channel channel, Catalog catalog, View view, Instant now) {
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, id, actor, Optional.empty());
        return switch (holds().free(order.skus(), view, changes, ledger)) {
            case Freed.Done() ->
                source(order.demand(channel), channel, view, new StepContext(id, changes, ledger, catalog, now));
            case Freed.Unread(Reads reads) -> new Decision.Again<>(reads);
            case Freed.Unknown(Set<UUID> holds) -> new Decision.Refuse<>(new UnknownHolds(holds));
            case Freed.Committed(Set<UUID> holds) -> new Decision.Refuse<>(new CommittedHolds(holds));
        };
    }

    private HoldsOfOrder holds() {
        return new HoldsOfOrder(id, order.channel(), order.holds());
    }

    private Decision<PlaceOrderResult> source(Demand demand, Channel channel, View view, StepContext context) {
        var sourcing = new Sourcing(demand, channel, context.catalog(), outlook, context.now());
        return switch (new Planning(sourcing, Set.of()).plan(view, context.ledger())) {
            case Planning.Outcome.Unread(Reads reads) -> new Decision.Again<>(reads);
            case Planning.Outcome.Sourced(var plan) -> place(demand, plan, view, context);
            case Planning.Outcome.NotSourced(var why) -> new Decision.Refuse<>(PlaceOrderResult.Refused.of(why));
        };
    }

    private Decision<PlaceOrderResult> place(Demand demand, SourcingPlan.Sourced plan, View view, StepContext context) {
        Order placed = order.order(
                id, view.find(OrderNumber.TABLE, id).orElseThrow(), OrderState.PLACED, context.now(), actor);
        var fulfillment = OrderFulfillment.stage(order.method(), KeptDemand.of(order.channel(), demand), plan, context);
        context.changes()
                .put(Order.TABLE, id, placed)
                .put(OrderRecipient.TABLE, id, new OrderRecipient(id, order.recipient()))
                .append(OrderSourcing.LOG, new OrderSourcing(id, 1, context.now(), plan.explanation()))
                .announce(OrderEvents.placed(placed, fulfillment));
        return new Decision.Accept<>(
                new Placed(new OrderDetails(placed, order.recipient(), fulfillment), false), id, context.changes());
    }
}
