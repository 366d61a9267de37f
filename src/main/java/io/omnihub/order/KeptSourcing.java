package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.KeptDemand;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.hold.HoldsOfOrder;
import io.omnihub.hold.HoldsOfOrder.Freed;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Outlook;
import io.omnihub.sourcing.Sourcing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds locations for what is wanted of an order that stands, by a demand that is kept and the planner of new orders. */
record KeptSourcing(UUID orderId, KeptDemand demand, Set<Sku> skus, Sourcing sourcing) {
    /** Empty where the demand's channel is gone. */
    static Optional<KeptSourcing> of(
            UUID orderId, KeptDemand demand, List<Demand.Line> wanted, Catalog catalog, Outlook outlook, Instant now) {
        return catalog.channel(demand.channel())
                .map(channel ->
                        new Sourcing(demand.demand(wanted, channel.threshold()), channel, catalog, outlook, now))
                .map(sourcing -> new KeptSourcing(orderId, demand, skus(wanted), sourcing));
    }

    /** For a part that has no location. Empty where nothing is known of what is wanted, too. */
    static Optional<KeptSourcing> of(FulfillmentOrder part, Catalog catalog, Outlook outlook, Instant now) {
        return part.demand().flatMap(demand -> of(part.orderId(), demand, wanted(part), catalog, outlook, now));
    }

    /** The same where all that is wanted of it was kept for it: no threshold has to be left. */
    static Optional<KeptSourcing> ofKept(FulfillmentOrder part, Catalog catalog, Outlook outlook, Instant now) {
        return part.demand()
                .flatMap(demand -> catalog.channel(demand.channel())
                        .map(channel -> new KeptSourcing(
                                part.orderId(),
                                demand,
                                skus(wanted(part)),
                                new Sourcing(demand.demand(wanted(part), 0), channel, catalog, outlook, now))));
    }

    private static Set<Sku> skus(List<Demand.Line> wanted) {
        return wanted.stream().map(Demand.Line::sku).collect(Collectors.toSet());
    }

    /** What is wanted of a part that nobody has begun with. */
    static List<Demand.Line> wanted(FulfillmentOrder part) {
        return part.lines().stream()
                .filter(line -> line.quantity() > 0)
                .map(line -> new Demand.Line(line.lineNumber(), line.sku(), line.quantity(), line.unitPrice()))
                .toList();
    }

    /** What it looks at first. */
    Reads reads() {
        return new Reads()
                .lock(StockLevel.TABLE, sourcing.nearest())
                .read(DatedSupply.TABLE, sourcing.expecting())
                .and(holds().reads(skus));
    }

    /** Units of holds that have expired are free before it is planned. */
    Planning.Outcome plan(View view, StepContext context) {
        return holds().free(skus, view, context.changes(), context.ledger()) instanceof Freed.Unread(Reads reads)
                ? new Planning.Outcome.Unread(reads)
                : planAgain(view, context);
    }

    /** The same where holds were freed in this decision already. */
    Planning.Outcome planAgain(View view, StepContext context) {
        return new Planning(sourcing, demand.emptied()).plan(view, context.ledger());
    }

    /** None are named, but those that have expired are freed, as for a new order. */
    private HoldsOfOrder holds() {
        return new HoldsOfOrder(orderId, demand.channel(), List.of());
    }
}
