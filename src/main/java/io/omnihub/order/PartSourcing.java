package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.KeptDemand;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.hold.HoldsOfOrder;
import io.omnihub.hold.HoldsOfOrder.Freed;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Sourcing;
import io.omnihub.sourcing.SourcingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds a location for a part of an order that has none, by the demand that it keeps and the planner of new orders. */
record PartSourcing(FulfillmentOrder part, KeptDemand demand, Sourcing sourcing) {
    /** Empty where nothing is known of what is wanted. */
    static Optional<PartSourcing> of(
            FulfillmentOrder part, Catalog catalog, Map<LocationCode, Long> unitsToday, Instant now) {
        return part.demand()
                .flatMap(demand -> catalog.channel(demand.channel())
                        .map(channel -> new Sourcing(demand(part, demand, channel), channel, catalog, unitsToday, now))
                        .map(sourcing -> new PartSourcing(part, demand, sourcing)));
    }

    private static Demand demand(FulfillmentOrder part, KeptDemand kept, Channel channel) {
        List<Demand.Line> lines = part.lines().stream()
                .filter(line -> line.quantity() > 0)
                .map(line -> new Demand.Line(line.lineNumber(), line.sku(), line.quantity(), line.unitPrice()))
                .toList();
        return kept.demand(lines, channel.threshold());
    }

    /** What it looks at first. */
    Reads reads() {
        return new Reads().lock(StockLevel.TABLE, sourcing.nearest()).and(holds().reads(skus()));
    }

    /** Units of holds that have expired are free before it is planned. */
    Planning.Outcome plan(View view, StepContext context) {
        return holds().free(skus(), view, context.changes(), context.ledger()) instanceof Freed.Unread(Reads reads)
                ? new Planning.Outcome.Unread(reads)
                : new Planning(sourcing, demand.emptied()).plan(view, context.ledger());
    }

    /** Fulfils the part by that plan, and keeps why. */
    OrderFulfillment carryOut(SourcingPlan.Sourced plan, OrderFulfillment fulfillment, StepContext context) {
        OrderFulfillment after = fulfillment.source(part, plan, context);
        context.changes()
                .append(
                        OrderSourcing.LOG,
                        new OrderSourcing(part.orderId(), after.decisions(), context.now(), plan.explanation()));
        return after;
    }

    /** No holds are named, but those that have expired are freed, as for a new order. */
    private HoldsOfOrder holds() {
        return new HoldsOfOrder(part.orderId(), demand.channel(), List.of());
    }

    private Set<Sku> skus() {
        return part.lines().stream().map(FulfillmentOrder.Line::sku).collect(Collectors.toSet());
    }
}
