package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.KeptDemand;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.StepContext;
import io.omnihub.hold.HoldsOfOrder;
import io.omnihub.hold.HoldsOfOrder.Freed;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Sourcing;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds another location for a part of an order that has none, by the demand that it keeps; what no location can fulfil
 * waits for somebody who decides. Results in whether there was anything to do.
 *
 * @param known the part as it was read before, from which the reads are guessed
 * @param awaited the SKU of which there may be more now; empty for a part that was given up by its location
 * @param catalog from which they are guessed too
 */
record SourceAgain(
        UUID id,
        Actor actor,
        FulfillmentOrder known,
        Optional<Sku> awaited,
        Catalog catalog,
        Map<LocationCode, Long> unitsToday,
        Instant askedAt)
        implements Command<Boolean> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        Reads reads = new Reads()
                .lock(OrderFulfillment.TABLE, Set.of(known.orderId()))
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
        if (!isToBeSourced(known)) {
            return reads;
        }
        sourcing(known, catalog, askedAt)
                .ifPresent(sourcing -> reads.lock(StockLevel.TABLE, sourcing.nearest())
                        .and(holds(known).reads(skus(known))));
        return reads;
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        OrderFulfillment fulfillment = OrderFulfillment.of(known.orderId(), view);
        FulfillmentOrder part = fulfillment.part(known.id()).orElseThrow();
        if (!isToBeSourced(part)) {
            return new Decision.Refuse<>(false);
        }
        Catalog current = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, part.id(), actor.id(), Optional.empty());
        var context = new StepContext(id, changes, ledger, current, now);
        Optional<Sourcing> sourcing = sourcing(part, current, now);
        if (sourcing.isEmpty()) {
            return giveUp(fulfillment, part, "unknown-demand", List.of(), context);
        }
        return switch (holds(part).free(skus(part), view, changes, ledger)) {
            case Freed.Unread(Reads reads) -> new Decision.Again<>(reads);
            case Freed.Done _, Freed.Unknown _, Freed.Committed _ ->
                source(fulfillment, part, sourcing.get(), view, context);
        };
    }

    /** Who comes late finds it in another state, and of what was cancelled there is nothing to plan. */
    private boolean isToBeSourced(FulfillmentOrder part) {
        return switch (part.state()) {
            case PENDING_SOURCING -> awaited.isEmpty();
            case BACKORDERED, UNFILLABLE -> awaited.isPresent();
            default -> false;
        };
    }

    private Decision<Boolean> source(
            OrderFulfillment fulfillment, FulfillmentOrder part, Sourcing sourcing, View view, StepContext context) {
        Set<LocationCode> emptied = part.demand().orElseThrow().emptied();
        return switch (new Planning(sourcing, emptied).plan(view, context.ledger())) {
            case Planning.Outcome.Unread(Reads reads) -> new Decision.Again<>(reads);
            case Planning.Outcome.Sourced(var plan)
            when awaited.isPresent() && plan.parts().isEmpty() -> waitOn(part, context);
            case Planning.Outcome.Sourced(var plan) -> {
                OrderFulfillment after = fulfillment.source(part, plan, context);
                context.changes()
                        .append(
                                OrderSourcing.LOG,
                                new OrderSourcing(
                                        part.orderId(), after.decisions(), context.now(), plan.explanation()));
                yield new Decision.Accept<>(true, part.id(), context.changes());
            }
            case Planning.Outcome.NotSourced(var why) -> giveUp(fulfillment, part, why, context);
        };
    }

    private Decision<Boolean> giveUp(
            OrderFulfillment fulfillment, FulfillmentOrder part, SourcingPlan.NotSourced why, StepContext context) {
        return switch (why) {
            case SourcingPlan.Shortage(var _, var alternatives, var _) ->
                giveUp(fulfillment, part, "insufficient-stock", alternatives, context);
            case SourcingPlan.NoPickup(var _, var cause, var alternatives, var _) ->
                giveUp(fulfillment, part, "pickup-unavailable: " + cause.wire(), alternatives, context);
            case SourcingPlan.NoStoreNear _ -> giveUp(fulfillment, part, "no-store-near", List.of(), context);
        };
    }

    /** There is still too little of it. */
    private Decision<Boolean> waitOn(FulfillmentOrder part, StepContext context) {
        var changes = new Changes();
        var alone = new StepContext(id, changes, context.ledger(), context.catalog(), context.now());
        OrderFulfillment.awaitAgain(part, awaited.orElseThrow(), alone);
        return new Decision.Accept<>(false, part.id(), changes);
    }

    /** What waits already has been told of. */
    private Decision<Boolean> giveUp(
            OrderFulfillment fulfillment,
            FulfillmentOrder part,
            String why,
            List<Alternative> alternatives,
            StepContext context) {
        if (awaited.isPresent()) {
            return waitOn(part, context);
        }
        fulfillment.giveUp(
                part, why, alternatives.stream().map(Alternative::store).toList(), context);
        return new Decision.Accept<>(true, part.id(), context.changes());
    }

    /** Empty where nothing is known of what is wanted. */
    private Optional<Sourcing> sourcing(FulfillmentOrder part, Catalog by, Instant at) {
        return part.demand()
                .flatMap(demand -> by.channel(demand.channel())
                        .map(channel -> new Sourcing(demand(part, demand, channel), channel, by, unitsToday, at)));
    }

    private static Demand demand(FulfillmentOrder part, KeptDemand kept, Channel channel) {
        List<Demand.Line> lines = part.lines().stream()
                .filter(line -> line.quantity() > 0)
                .map(line -> new Demand.Line(line.lineNumber(), line.sku(), line.quantity(), line.unitPrice()))
                .toList();
        return kept.demand(lines, channel.threshold());
    }

    /** No holds are named, but those that have expired are freed, as for a new order. */
    private static HoldsOfOrder holds(FulfillmentOrder part) {
        return new HoldsOfOrder(part.orderId(), part.demand().orElseThrow().channel(), List.of());
    }

    private static Set<Sku> skus(FulfillmentOrder part) {
        return part.lines().stream().map(FulfillmentOrder.Line::sku).collect(Collectors.toSet());
    }
}
