package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Location;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.MemoryLog;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentState;
import io.omnihub.fulfillment.FulfillmentStep;
import io.omnihub.fulfillment.FulfillmentWork;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.RejectReason;
import io.omnihub.fulfillment.SimulatedParts;
import io.omnihub.fulfillment.Step;
import io.omnihub.inventory.AwaitedStock;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.Deficit;
import io.omnihub.journal.SimulatedDeficits;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import io.omnihub.sourcing.Outlook;
import io.omnihub.sourcing.ShadowPrices;
import io.omnihub.transfer.Move;
import io.omnihub.transfer.TransferOrder;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The orders of a simulated retailer: their tables, and their commands. */
public final class SimulatedOrders {
    public final MemoryRows<UUID, Order> orders = new MemoryRows<>(Order.TABLE);
    public final MemoryRows<UUID, OrderFulfillment> fulfillments = SimulatedParts.table();
    public final MemoryRows<UUID, TransferOrder> transfers = new MemoryRows<>(TransferOrder.TABLE);

    /** Units that were taken off, cancelled or edited, by order and line number. */
    public final Map<UUID, Map<Integer, Long>> takenOff = new HashMap<>();

    private final MemoryRows<UUID, OrderRecipient> recipients = new MemoryRows<>(OrderRecipient.TABLE);

    private final Numbers numbers = new Numbers();

    public List<Rows<?, ?>> tables() {
        return List.of(orders, fulfillments, transfers, recipients, numbers);
    }

    public List<LogRows<?>> logs() {
        return List.of(
                new MemoryLog<>(OrderSourcing.LOG),
                new MemoryLog<>(Cancellation.LOG, this::add),
                new MemoryLog<>(OrderEdit.LOG, this::add),
                new MemoryLog<>(CollectedBy.LOG),
                new MemoryLog<>(Payment.LOG));
    }

    private void add(Cancellation cancellation) {
        cancellation.lines().forEach(line -> takeOff(cancellation.orderId(), line.lineNumber(), line.quantity()));
    }

    private void add(OrderEdit edit) {
        edit.lines().stream()
                .filter(line -> line.after() < line.before())
                .forEach(line -> takeOff(edit.orderId(), line.lineNumber(), line.before() - line.after()));
    }

    private void takeOff(UUID order, int lineNumber, long units) {
        takenOff.computeIfAbsent(order, _ -> new HashMap<>()).merge(lineNumber, units, Long::sum);
    }

    /** Takes an order of which nothing more can come off the tables. */
    public void forget(UUID order) {
        fulfillmentOf(order).parts().stream()
                .flatMap(part -> part.transferId().stream())
                .filter(transfer -> transfers.row(transfer).state().isSettled())
                .forEach(transfers::remove);
        fulfillments.remove(order);
        orders.remove(order);
        recipients.remove(order);
        takenOff.remove(order);
    }

    /** The parts of an order, of which an order that was recorded has none. */
    public OrderFulfillment fulfillmentOf(UUID order) {
        return fulfillments.find(order).orElseGet(() -> new OrderFulfillment(order, List.of()));
    }

    public static Command<PlaceOrderResult> place(
            UUID id, Actor actor, NewOrder order, Catalog known, Map<LocationCode, Long> unitsToday, Instant now) {
        var key = new CommandKey("order:" + order.channel(), order.externalId(), id);
        return new PlaceOrder(
                id, actor.id(), order, List.of(key), known, new Outlook(unitsToday, ShadowPrices.NONE), now);
    }

    /** Whether what is left of an order and what was taken off it come to what was given with it. */
    public static boolean addsUp(Order order) {
        Amounts all = order.originalAmounts();
        Amounts left = order.currentAmounts();
        long off = all.subtotal() - left.subtotal();
        long discounts = all.discounts() - left.discounts();
        long taxes = all.taxes() - left.taxes();
        for (OrderLine line : order.lines()) {
            LineCharges taken = line.charges().between(line.kept(), line.ordered());
            off -= (line.ordered() - line.kept()) * line.unitPrice();
            discounts -= Discount.sum(taken.discounts());
            taxes -= Tax.sum(taken.taxes());
        }
        boolean nothingLeft = order.lines().stream().allMatch(line -> line.current() == 0);
        long shippingTaxes = nothingLeft ? order.account().shippingAmounts().taxes() : 0;
        return off == 0 && discounts == 0 && taxes == shippingTaxes && (!nothingLeft || left.total() == 0);
    }

    /** The same order under another number: numbers are drawn apart from everything else. */
    public static Order numbered(Order order, OrderNumber number) {
        return new Order(
                order.id(),
                number,
                order.channel(),
                order.externalId(),
                order.state(),
                order.currency(),
                order.method(),
                order.allowSplit(),
                order.allowBackorder(),
                order.placedAt(),
                order.placedBy(),
                order.account(),
                order.lines());
    }

    /** @param asked units by line number; none for all that is left */
    public Command<?> cancel(UUID id, Actor actor, UUID order, Map<Integer, Long> asked) {
        List<Cancellation.Line> lines = asked.entrySet().stream()
                .map(entry -> new Cancellation.Line(entry.getKey(), entry.getValue()))
                .toList();
        return new CancelOrder(id, actor, details(order), lines, Optional.empty(), key("cancel", id));
    }

    public Command<?> edit(
            UUID id,
            Actor actor,
            UUID order,
            OrderChange change,
            Catalog known,
            Map<LocationCode, Long> unitsToday,
            Instant now) {
        return new EditOrder(
                id,
                actor,
                details(order),
                change,
                Optional.empty(),
                key("edit", id),
                known,
                new Outlook(unitsToday, ShadowPrices.NONE),
                now);
    }

    public OrderDetails details(UUID order) {
        return new OrderDetails(orders.row(order), recipients.row(order).recipient(), fulfillmentOf(order));
    }

    public static Command<?> carryOut(
            UUID id, Actor actor, FulfillmentOrder part, Step step, Optional<Versions> expected) {
        return CarryOut.with(part, id, actor, step, expected, key("step", id));
    }

    public static Command<?> acceptOffer(
            UUID id,
            Actor actor,
            FulfillmentOrder part,
            LocationCode store,
            Optional<Versions> expected,
            Catalog known,
            Map<LocationCode, Long> unitsToday,
            Instant now) {
        return new AcceptOffer(
                id,
                actor,
                part,
                store,
                expected,
                key("offer", id),
                known,
                new Outlook(unitsToday, ShadowPrices.NONE),
                now);
    }

    private static List<CommandKey> key(String scope, UUID id) {
        return List.of(new CommandKey(scope, id.toString(), id));
    }

    /**
     * The effect of a piece of due work, as {@link OrderDueWork} has it; empty where there is nothing to do at all.
     *
     * @param more ids of the commands that one is made of
     */
    public Optional<Command<?>> effect(
            UUID id,
            Supplier<UUID> more,
            DueWork work,
            Catalog known,
            Map<LocationCode, Long> unitsToday,
            Instant now) {
        return switch (work.kind()) {
            case FulfillmentWork.ACKNOWLEDGE_BY -> step(id, work, new Step.Expire(work.id()));
            case FulfillmentWork.COLLECT_BY -> step(id, work, new Step.ReturnToStock());
            case FulfillmentWork.REMIND -> step(id, work, new Step.Remind());
            case FulfillmentWork.RELEASE -> step(id, work, new Step.Release(Optional.of(work.id())));
            case FulfillmentWork.GIVE_UP -> step(id, work, new Step.Reject(RejectReason.PAUSED));
            case FulfillmentWork.ANSWER_BY ->
                part(FulfillmentWork.answering(work.subject()))
                        .map(part -> step(
                                id, work, part, new Step.LeaveUnanswered(FulfillmentWork.request(work.subject()))));
            case FulfillmentWork.SOURCE ->
                part(UUID.fromString(work.subject()))
                        .map(part -> new SourceAgain(
                                id,
                                Actor.hub(work.id()),
                                part,
                                Optional.empty(),
                                known,
                                new Outlook(unitsToday, ShadowPrices.NONE),
                                now));
            case Location.OPENED_WORK ->
                Optional.of(new WakeWaiting(id, Onwards.of(work.subject()).place(), awaited()));
            case AwaitedStock.KIND, ServeWaiting.FURTHER -> {
                Sku sku = AwaitedStock.sku(work.subject());
                List<SourceAgain> turns = waiting(sku)
                        .map(part -> new SourceAgain(
                                more.get(),
                                Actor.hub(work.id()),
                                part,
                                Optional.of(sku),
                                known,
                                new Outlook(unitsToday, ShadowPrices.NONE),
                                now))
                        .toList();
                yield Optional.of(
                        new ServeWaiting(id, sku, AwaitedStock.waiting(work.subject()), turns, Optional.empty()));
            }
            case Location.PAUSED_WORK -> {
                var location = new LocationCode(work.subject());
                yield Optional.of(new GiveUpAll(id, location, unpicked(location)));
            }
            case TransferOrder.LATE_WORK ->
                transfers
                        .find(UUID.fromString(work.subject()))
                        .map(transfer -> SimulatedParts.carry(
                                id,
                                Actor.hub(work.id()),
                                transfer,
                                waiting(transfer),
                                new Move.FindLate(),
                                Optional.empty(),
                                List.of()));
            case Deficit.SETTLE -> Optional.of(SimulatedDeficits.settle(id, work.subject()));
            case Deficit.REROUTE -> {
                Cell cell = Deficit.cell(work.subject());
                List<RerouteDeficit.Turn> turns = unpicked(cell)
                        .map(part -> new RerouteDeficit.Turn(more.get(), part))
                        .toList();
                yield Optional.of(new RerouteDeficit(id, work.id(), cell, turns));
            }
            case FulfillmentWork.LEARN -> Optional.empty();
            default -> throw new IllegalStateException("nobody does " + work.kind());
        };
    }

    /** What {@link SupplyDueWork} does with what is expected of the SKU. */
    public Command<?> follow(UUID id, DueWork work, Optional<DatedSupply> supply, Catalog known, Instant now) {
        Sku sku = AwaitedStock.sku(work.subject());
        Optional<UUID> cut = supply.flatMap(DatedSupply::overPromised)
                .map(line -> line.source().id());
        List<FulfillmentOrder> waiting = waiting(sku)
                .filter(part -> part.state() == FulfillmentState.BACKORDERED)
                .sorted(Comparator.comparing(FulfillmentOrder::id))
                .toList();
        List<FulfillmentOrder> letting = waiting.reversed().stream()
                .filter(part -> part.expected().stream()
                        .anyMatch(units -> cut.equals(Optional.of(units.source()))
                                && units.sku().equals(sku)))
                .limit(FollowSupply.AT_ONCE)
                .toList();
        List<FulfillmentOrder> following = waiting.stream()
                .filter(part -> isAfter(part.id(), AwaitedStock.waiting(work.subject())))
                .limit(FollowSupply.AT_ONCE)
                .toList();
        return new FollowSupply(
                id, Actor.hub(work.id()), sku, !letting.isEmpty(), letting.isEmpty() ? following : letting, known, now);
    }

    private static boolean isAfter(UUID id, UUID other) {
        return id.toString().compareTo(other.toString()) > 0;
    }

    private Optional<Command<?>> step(UUID id, DueWork work, Step step) {
        return part(UUID.fromString(work.subject())).map(part -> step(id, work, part, step));
    }

    private static CarryOut step(UUID id, DueWork work, FulfillmentOrder part, Step step) {
        return CarryOut.with(part, id, Actor.hub(work.id()), step, Optional.empty(), List.of());
    }

    public Command<?> carry(UUID id, Actor actor, TransferOrder transfer, Move move, Optional<Versions> expected) {
        return SimulatedParts.carry(id, actor, transfer, waiting(transfer), move, expected, key("move", id));
    }

    private Optional<FulfillmentOrder> waiting(TransferOrder transfer) {
        return transfer.fulfillmentOrderId().flatMap(this::part);
    }

    private Optional<FulfillmentOrder> part(UUID id) {
        return fulfillments.rows().values().stream()
                .flatMap(whole -> whole.part(id).stream())
                .findFirst();
    }

    private List<Sku> awaited() {
        return waiting()
                .flatMap(part -> part.lines().stream())
                .filter(line -> line.left() > 0)
                .map(FulfillmentOrder.Line::sku)
                .distinct()
                .sorted()
                .limit(WakeWaiting.AT_ONCE - 1)
                .toList();
    }

    private Stream<FulfillmentOrder> waiting(Sku sku) {
        return waiting()
                .filter(part ->
                        part.lines().stream().anyMatch(line -> line.sku().equals(sku) && line.left() > 0))
                .sorted(Comparator.comparing(
                                (FulfillmentOrder part) -> part.promisedAt().orElse(Instant.MAX))
                        .thenComparing(FulfillmentOrder::orderId)
                        .thenComparing(FulfillmentOrder::id));
    }

    private Stream<FulfillmentOrder> waiting() {
        return fulfillments.rows().values().stream()
                .flatMap(whole -> whole.parts().stream())
                .filter(part ->
                        part.state() == FulfillmentState.BACKORDERED || part.state() == FulfillmentState.UNFILLABLE);
    }

    /** As the query has them, without its order of those that are begun. */
    private Stream<FulfillmentOrder> unpicked(Cell cell) {
        return fulfillments.rows().values().stream()
                .flatMap(whole -> whole.parts().stream())
                .filter(part -> part.location().equals(Optional.of(cell.location())) && part.unpicked(cell.sku()) > 0)
                .sorted(Comparator.comparing(
                                (FulfillmentOrder part) -> part.promisedAt().orElse(Instant.MAX))
                        .reversed())
                .limit(RerouteDeficit.AT_ONCE);
    }

    private List<UUID> unpicked(LocationCode location) {
        return fulfillments.rows().values().stream()
                .flatMap(whole -> whole.parts().stream())
                .filter(part -> part.location().equals(Optional.of(location)) && part.allows(FulfillmentStep.REJECT))
                .map(FulfillmentOrder::id)
                .toList();
    }

    /** Every command that asks has the next number. */
    private static final class Numbers extends MemoryRows<UUID, OrderNumber> {
        private long last = 100_000;

        private Numbers() {
            super(OrderNumber.TABLE);
        }

        @Override
        public List<Statement> load(Collection<UUID> commands, BiConsumer<UUID, OrderNumber> found) {
            commands.stream().sorted().forEach(command -> found.accept(command, new OrderNumber(++last)));
            return List.of();
        }
    }
}
