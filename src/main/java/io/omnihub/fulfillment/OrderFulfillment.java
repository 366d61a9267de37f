package io.omnihub.fulfillment;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Reads;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.ExpectedUnits;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import io.omnihub.transfer.TransferOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All fulfilment orders of one order. They are locked and decided on together, since whatever happens to one of them
 * changes what the order still owes.
 *
 * @param parts in the order in which they were made
 */
public record OrderFulfillment(UUID orderId, List<FulfillmentOrder> parts) {
    public static final Table<UUID, OrderFulfillment> TABLE = new Table<>("fulfillment-order", 300);

    public OrderFulfillment {
        parts = List.copyOf(parts);
    }

    /**
     * Allocates what a plan assigns, and puts the fulfilment orders and the transfers that bring goods to them among the
     * changes of the placing decision.
     *
     * @param context of the placing command, whose id is the order's
     */
    public static OrderFulfillment stage(
            DeliveryMethod method, KeptDemand demand, SourcingPlan.Sourced plan, StepContext context) {
        return new OrderFulfillment(context.commandId(), List.of()).add(method, demand, plan, context);
    }

    /** The fulfilment of an order as a decision sees it; an order without any has none open. */
    public static OrderFulfillment of(UUID orderId, View view) {
        return view.find(TABLE, orderId).orElseGet(() -> new OrderFulfillment(orderId, List.of()));
    }

    public Optional<FulfillmentOrder> part(UUID id) {
        return parts.stream().filter(part -> part.id().equals(id)).findFirst();
    }

    /** Units of a line that have reached the customer, derived from the parts. */
    public long fulfilled(int lineNumber) {
        return parts.stream().mapToLong(part -> part.fulfilled(lineNumber)).sum();
    }

    /**
     * When the last units of a line have reached the customer; of what is collected, by when they had come for it. Empty
     * where none have.
     */
    public Optional<Instant> lastFulfilled(int lineNumber) {
        return parts.stream()
                .filter(part -> part.fulfilled(lineNumber) > 0)
                .flatMap(part -> Stream.concat(
                        part.handling().waiting().map(Handling.Waiting::collectBy).stream(),
                        part.handling().deliveries(lineNumber)))
                .max(Instant::compareTo);
    }

    /** Units of a line that have left, shipped or collected. */
    public long handedOver(int lineNumber) {
        return parts.stream()
                .flatMap(part -> part.line(lineNumber).stream())
                .mapToLong(FulfillmentOrder.Line::handedOver)
                .sum();
    }

    /** Whether a location has begun with some of it, and has not given it up. */
    public boolean isUnderWay() {
        return parts.stream().anyMatch(part -> part.state().hasBegun());
    }

    /** Units of a line that can be taken off the order at once: nobody has picked them yet. */
    public long cancellable(int lineNumber) {
        return parts.stream()
                .filter(part -> part.allows(FulfillmentStep.CANCEL))
                .flatMap(part -> part.line(lineNumber).stream())
                .mapToLong(FulfillmentOrder.Line::unpicked)
                .sum();
    }

    /** Units of a line that are picked and have not left, so that their location can be asked to give them back. */
    public long requestable(int lineNumber) {
        return parts.stream().mapToLong(part -> part.requestable(lineNumber)).sum();
    }

    /** Units of a line that locations are asked to give back. */
    public long asked(int lineNumber) {
        return parts.stream().mapToLong(part -> part.asked(lineNumber)).sum();
    }

    /** How many decisions were made about it: no two leave it with the same. */
    public int decisions() {
        return (int) parts.stream().mapToLong(FulfillmentOrder::version).sum();
    }

    /** The cells whose stock is allocated here, or will be. */
    public List<Cell> cells() {
        return parts.stream()
                .flatMap(part -> part.state().hasStock()
                        ? part.cells().stream()
                        : part.expected().stream().map(ExpectedUnits::cell))
                .distinct()
                .toList();
    }

    /** The SKUs of which something is expected for it. */
    public Set<Sku> expected() {
        return parts.stream()
                .flatMap(part -> part.expected().stream())
                .map(ExpectedUnits::sku)
                .collect(Collectors.toSet());
    }

    /** What has to be read before units are taken off it; empty when all of it was. */
    public Optional<Reads> unread(View view) {
        List<UUID> transfers = transferIds().stream()
                .filter(transfer -> !view.covers(TransferOrder.TABLE, transfer))
                .toList();
        if (!transfers.isEmpty()) {
            return Optional.of(new Reads().lock(TransferOrder.TABLE, transfers));
        }
        Stream<Cell> sources = transferIds().stream()
                .flatMap(transfer -> view.find(TransferOrder.TABLE, transfer).orElseThrow().cells().stream());
        Reads unread = new Reads()
                .lock(StockLevel.TABLE, StockLevel.unread(Stream.concat(cells().stream(), sources), view))
                .read(DatedSupply.TABLE, DatedSupply.unread(expected(), view));
        return unread.weight() == 0 ? Optional.empty() : Optional.of(unread);
    }

    /** The transfers that goods are waited for from. */
    public List<UUID> transferIds() {
        return parts.stream()
                .filter(part -> part.state() == FulfillmentState.AWAITING_TRANSFER)
                .flatMap(part -> part.transferId().stream())
                .toList();
    }

    /**
     * Frees units that are no longer wanted, the part made last first, and puts the result among the changes.
     *
     * @param units per line number; never more than is {@link #cancellable}
     */
    public OrderFulfillment cancel(Map<Integer, Long> units, View view, StepContext context) {
        var cancelling = new Cancelling(this, view, context);
        units.forEach(cancelling::cancel);
        var cancelled = new OrderFulfillment(orderId, cancelling.parts());
        context.changes().put(TABLE, orderId, cancelled);
        for (int i = 0; i < parts.size(); i++) {
            announceCancelled(parts.get(i), cancelled.parts().get(i), context.changes());
        }
        return cancelled;
    }

    /**
     * Lets a part that waits for a transfer follow from what became of that; nothing where it waits no more.
     *
     * @param before of the transfer, as it was when the decision began
     */
    StepResult follow(FulfillmentOrder part, TransferOrder before, TransferOrder after, StepContext context) {
        return part.state() == FulfillmentState.AWAITING_TRANSFER
                ? new Arriving(this, part, context).follow(before, after)
                : new StepResult.Done(this, part);
    }

    /**
     * Whom to ask for units, the part made last first.
     *
     * @param units per line number; never more than is {@link #requestable}
     */
    public List<RequestedUnits> toRequest(Map<Integer, Long> units) {
        return Requesting.of(this, units);
    }

    /** Asks for units, and puts the result among the changes. */
    public OrderFulfillment request(List<RequestedUnits> units, Optional<String> reason, StepContext context) {
        Map<UUID, List<RequestedUnits>> byPart =
                units.stream().collect(Collectors.groupingBy(RequestedUnits::fulfillmentOrderId));
        OrderFulfillment asked = this;
        for (FulfillmentOrder part : parts) {
            List<RequestedUnits> here = byPart.getOrDefault(part.id(), List.of());
            asked = here.isEmpty() ? asked : Requesting.request(asked, part, here, reason, context);
        }
        return asked;
    }

    private static void announceCancelled(FulfillmentOrder before, FulfillmentOrder after, Changes changes) {
        if (before.equals(after)) {
            return;
        }
        changes.announce(FulfillmentEvents.cancelled(after));
        if (before.state() == FulfillmentState.AWAITING_TRANSFER && after.state() == FulfillmentState.ALLOCATED) {
            changes.announce(FulfillmentEvents.of(FulfillmentStep.ARRIVE, after, List.of()));
        }
        if (before.isDelayed() && after.state() == FulfillmentState.CANCELLED) {
            changes.announce(FulfillmentEvents.noLongerDelayed(after));
        }
        if (before.state() == FulfillmentState.UNFILLABLE && after.state() == FulfillmentState.CANCELLED) {
            changes.announce(FulfillmentEvents.noLongerUnfillable(after));
        }
    }

    /**
     * Has others fulfil units that a part's location no longer has, and puts the result among the changes.
     *
     * @param units of the SKU, no more than {@link FulfillmentOrder#unpicked}
     */
    public StepResult letGo(FulfillmentOrder part, Sku sku, long units, StepContext context) {
        return new Picking(this, part, context).letGo(sku, units);
    }

    /** How often the units of a part were given up before by who had them. */
    public int timesGivenUp(FulfillmentOrder part) {
        int times = 0;
        Optional<FulfillmentOrder> before = part.predecessor().flatMap(this::part);
        while (before.isPresent() && times < parts.size()) {
            times++;
            before = before.flatMap(FulfillmentOrder::predecessor).flatMap(this::part);
        }
        return times;
    }

    /** Does a step with a part, and puts the result among the changes; its stock is locked if the step changes stock. */
    public StepResult carryOut(FulfillmentOrder part, Step step, StepContext context) {
        return Carrying.carryOut(this, part, step, context);
    }

    /** Notes among the changes that a wrong code was shown for a part, while another code could still be good. */
    public void noteWrongTry(FulfillmentOrder part, Changes changes) {
        Handling handling = part.handling();
        handling.waiting()
                .filter(Handling.Waiting::hasTriesLeft)
                .map(waiting -> part.withHandling(handling.withWaiting(waiting.withWrongTry())))
                .ifPresent(tried -> put(tried, List.of(), changes));
    }

    /** Fulfils a part that has no location by that plan: the part itself by what comes first of it, new ones by the rest. */
    public OrderFulfillment source(FulfillmentOrder waiting, SourcingPlan.Sourced plan, StepContext context) {
        var staging = new Staging(orderId, waiting.method(), waiting.demand(), Optional.of(waiting), context);
        staging.addAll(plan);
        FulfillmentOrder first = staging.parts.getFirst();
        List<FulfillmentOrder> others = staging.parts.subList(1, staging.parts.size());
        OrderFulfillment sourced = put(first, others, context.changes());
        context.changes()
                .announce(FulfillmentEvents.sourced(sourced.part(first.id()).orElseThrow(), others));
        if (waiting.state() == FulfillmentState.UNFILLABLE) {
            context.changes().announce(FulfillmentEvents.noLongerUnfillable(first));
        }
        if (waiting.isDelayed()) {
            context.changes().announce(FulfillmentEvents.noLongerDelayed(first));
        }
        context.followFreed(waiting);
        return sourced;
    }

    /** Allocates what a plan assigns to further parts, and puts the result among the changes. */
    public OrderFulfillment add(
            DeliveryMethod method, KeptDemand demand, SourcingPlan.Sourced plan, StepContext context) {
        var staging = new Staging(orderId, method, Optional.of(demand), Optional.empty(), context);
        staging.addAll(plan);
        List<FulfillmentOrder> all = new ArrayList<>(parts);
        all.addAll(staging.parts);
        var more = new OrderFulfillment(orderId, all);
        context.changes().put(TABLE, orderId, more);
        return more;
    }

    /**
     * The same demand without the locations that gave up parts of this order with any of these SKUs; a store that the
     * customer names now may try again.
     */
    public KeptDemand avoiding(KeptDemand demand, Set<Sku> skus) {
        KeptDemand avoiding = demand;
        for (FulfillmentOrder part : parts) {
            if (part.lines().stream().anyMatch(line -> skus.contains(line.sku()))) {
                avoiding = part.demand().map(avoiding::avoiding).orElse(avoiding);
            }
        }
        return avoiding;
    }

    /** Where something of it waits to be handed over, or will. */
    public Optional<LocationCode> handoverAt() {
        return parts.stream()
                .filter(part ->
                        part.method() == DeliveryMethod.PICKUP && !part.state().isEnd())
                .flatMap(part -> part.location().stream())
                .findFirst();
    }

    /** Whether all that is still to be collected of it is, or will be, collected at that store. */
    public boolean isBoundFor(LocationCode store) {
        return parts.stream()
                .filter(part ->
                        part.method() == DeliveryMethod.PICKUP && !part.state().isEnd())
                .allMatch(part -> part.isBoundFor(store));
    }

    /** Lets a part wait for units of a SKU once more. */
    public static void awaitAgain(FulfillmentOrder part, Sku sku, StepContext context) {
        context.awaitStock(sku, part.id(), 1);
    }

    /**
     * Lets a part that no location can fulfil wait for somebody who decides, or for stock.
     *
     * @param alternatives where its customer could collect it instead
     */
    public OrderFulfillment giveUp(
            FulfillmentOrder part, String why, List<Alternative> alternatives, StepContext context) {
        context.awaitStock(part);
        return offer(part, why, alternatives, context);
    }

    /** Tells where a part that no location can fulfil could be collected instead. */
    public OrderFulfillment offer(
            FulfillmentOrder part, String why, List<Alternative> alternatives, StepContext context) {
        FulfillmentOrder unfillable = part.offering(alternatives);
        context.changes().announce(FulfillmentEvents.unfillable(unfillable, why));
        return put(unfillable, List.of(), context.changes());
    }

    /**
     * Lets a part that waits follow what is expected, and its promise with it.
     *
     * @return whether anything is otherwise now
     */
    public boolean follow(FulfillmentOrder part, StepContext context) {
        FulfillmentOrder after = Promising.promiseAgain(part, context);
        if (after.equals(part)) {
            return false;
        }
        context.followFreed(part);
        change(part, after, context);
        return true;
    }

    /**
     * Lets others have what has come for a part and is of no use to it, since it cannot be fulfilled with that. It keeps its
     * place among those who wait.
     *
     * @param part whose units were all set free, as {@link #redeem} does
     */
    public void letGo(FulfillmentOrder part, StepContext context) {
        change(part, part.expecting(List.of(), part.promisedAt()), context);
    }

    private void change(FulfillmentOrder part, FulfillmentOrder after, StepContext context) {
        put(after, List.of(), context.changes());
        if (!after.promisedAt().equals(part.promisedAt())) {
            context.changes().announce(FulfillmentEvents.promised(part, after.withVersion(part.version() + 1)));
        }
        if (after.isDelayed() != part.isDelayed()) {
            context.changes()
                    .announce(
                            after.isDelayed()
                                    ? FulfillmentEvents.delayed(after)
                                    : FulfillmentEvents.noLongerDelayed(after));
        }
    }

    /**
     * Sets free what is promised to a part of what is expected, so that it has it if it can be planned.
     *
     * @return whether all that is wanted of it has come
     */
    public static boolean redeem(FulfillmentOrder part, StepContext context) {
        Map<Sku, Long> come = new HashMap<>();
        part.expected()
                .forEach(units -> come.merge(units.sku(), context.ledger().redeem(units), Long::sum));
        return !come.isEmpty() && Promising.isComplete(part, come);
    }

    /** Lets a part that no location can fulfil wait for stock. */
    public OrderFulfillment backorder(FulfillmentOrder part, StepContext context) {
        context.awaitStock(part);
        FulfillmentOrder waiting = Promising.promise(part.in(FulfillmentState.BACKORDERED), context);
        OrderFulfillment left = put(waiting, List.of(), context.changes());
        context.changes()
                .announce(FulfillmentEvents.backordered(left.part(part.id()).orElseThrow()));
        return left;
    }

    /**
     * Takes off a part what no location can fulfil, and nobody wants to wait for.
     *
     * @param units per line number, that nobody has picked
     */
    public OrderFulfillment takeOff(FulfillmentOrder part, Map<Integer, Long> units, StepContext context) {
        FulfillmentOrder fewer = part;
        for (Map.Entry<Integer, Long> line : units.entrySet()) {
            fewer = fewer.cancel(line.getKey(), line.getValue());
        }
        OrderFulfillment left = put(fewer, List.of(), context.changes());
        context.changes()
                .announce(FulfillmentEvents.cancelled(left.part(part.id()).orElseThrow()));
        return left;
    }

    /** The same with a changed part, at its next version, and new ones behind the others, among the changes. */
    OrderFulfillment put(FulfillmentOrder changed, List<FulfillmentOrder> added, Changes changes) {
        OrderFulfillment after = with(changed, added);
        changes.put(TABLE, orderId, after);
        return after;
    }

    private OrderFulfillment with(FulfillmentOrder changed, List<FulfillmentOrder> added) {
        List<FulfillmentOrder> all = new ArrayList<>(parts.size() + added.size());
        parts.forEach(part -> all.add(part.id().equals(changed.id()) ? changed.withVersion(part.version() + 1) : part));
        all.addAll(added);
        return new OrderFulfillment(orderId, all);
    }
}
