package io.omnihub.simulation;

import io.omnihub.catalog.Location;
import io.omnihub.engine.DueWork;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentOrder.Line;
import io.omnihub.fulfillment.FulfillmentState;
import io.omnihub.fulfillment.FulfillmentWork;
import io.omnihub.fulfillment.Handling;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.fulfillment.SimulatedParts;
import io.omnihub.hold.Hold;
import io.omnihub.inventory.AwaitedStock;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Counter;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLevel;
import io.omnihub.order.Order;
import io.omnihub.order.OrderLine;
import io.omnihub.order.OrderState;
import io.omnihub.order.SimulatedOrders;
import io.omnihub.returns.Return;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.transfer.TransferLine;
import io.omnihub.transfer.TransferOrder;
import io.omnihub.transfer.TransferState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What must be true of a retailer's tables after every step, found out from the tables alone. */
final class Invariants {
    /** Where the units of a part are, as one who knows only the names of its states would say. */
    private enum Whereabouts {
        /** Allocated where the part is. */
        ON_THE_SHELF,
        /** Wanted, and not allocated at the part's own location. */
        LOOKED_FOR,
        /** They have left. */
        GONE,
        /** Others have what had not left, or nobody wants it. */
        GIVEN_UP;

        static Whereabouts of(FulfillmentState state) {
            return switch (state) {
                case ALLOCATED, ACKNOWLEDGED, PICKING, PICKED, PACKED, READY_FOR_PICKUP, CANCEL_REQUESTED, BLOCKED ->
                    ON_THE_SHELF;
                case PENDING_SOURCING, AWAITING_TRANSFER, BACKORDERED, UNFILLABLE -> LOOKED_FOR;
                case SHIPPED, DELIVERED, DELIVERY_FAILED, COLLECTED -> GONE;
                case REJECTED, EXPIRED, RETURNED_TO_STOCK, LOST, CANCELLED -> GIVEN_UP;
            };
        }
    }

    /** A kind of due work and what it is about. */
    private record Expected(String kind, String subject) {}

    private final Retailer retailer;
    private final Set<FulfillmentState> seen = EnumSet.noneOf(FulfillmentState.class);
    private final Map<UUID, FulfillmentOrder> partsBefore = new HashMap<>();
    private final Map<UUID, FulfillmentOrder> parts = new LinkedHashMap<>();
    private long takenBack;
    private Map<Cell, StockLevel> levelsBefore = Map.of();
    private Map<UUID, Order> ordersBefore = Map.of();
    private Map<UUID, OrderFulfillment> wholesBefore = Map.of();
    private Map<UUID, Hold> holdsBefore = Map.of();
    private Map<UUID, DueWork> workBefore = Map.of();
    private Map<UUID, TransferOrder> transfersBefore = Map.of();
    private Map<UUID, Return> returnsBefore = Map.of();
    private final Set<TransferState> transfersSeen = EnumSet.noneOf(TransferState.class);

    Invariants(Retailer retailer) {
        this.retailer = retailer;
    }

    /** Remembers the tables as they are before a step. */
    void before() {
        levelsBefore = new HashMap<>(retailer.stock.levels.rows());
        ordersBefore = new HashMap<>(retailer.orders.orders.rows());
        wholesBefore = new HashMap<>(retailer.orders.fulfillments.rows());
        holdsBefore = new HashMap<>(retailer.holds.held.rows());
        workBefore = new HashMap<>(retailer.dueWork.rows());
        transfersBefore = new HashMap<>(retailer.orders.transfers.rows());
        returnsBefore = new HashMap<>(retailer.returns.returns.rows());
        partsBefore.clear();
        retailer.parts().forEach(part -> partsBefore.put(part.id(), part));
    }

    /**
     * @param commands how many were carried out since {@link #before}
     * @param changed whether any of them was accepted, or noted something
     */
    void check(int commands, boolean changed) {
        parts.clear();
        retailer.parts().forEach(part -> parts.put(part.id(), part));
        if (!changed) {
            checkUnchanged();
        }
        checkLevels();
        checkSupply();
        checkUnits();
        retailer.orders.orders.rows().values().stream().filter(this::hasChanged).forEach(this::checkOrder);
        parts.values().stream().filter(this::hasChanged).forEach(part -> checkPart(part, commands));
        same(takenBack, retailer.stock.undelivered(), "taken back by stores", retailer.clock.instant());
        retailer.orders.transfers.rows().values().stream()
                .filter(this::hasChanged)
                .forEach(transfer -> checkTransfer(transfer, commands));
        checkReturns();
        checkDueWork();
    }

    /** The states in which a part was after any step. */
    Set<FulfillmentState> seen() {
        return seen;
    }

    /** The states in which a transfer was after any step. */
    Set<TransferState> transfersSeen() {
        return transfersSeen;
    }

    /** With goods everywhere and no work left undone. */
    void checkSettled() {
        retailer.parts()
                .forEach(part -> require(
                        part.state() != FulfillmentState.PENDING_SOURCING, "it still looks for a location", part.id()));
    }

    private void checkUnchanged() {
        require(levelsBefore.equals(retailer.stock.levels.rows()), "a refusal changed stock");
        require(ordersBefore.equals(retailer.orders.orders.rows()), "a refusal changed an order");
        require(holdsBefore.equals(retailer.holds.held.rows()), "a refusal changed a hold");
        require(workBefore.equals(retailer.dueWork.rows()), "a refusal changed due work");
        require(partsBefore.equals(parts), "a refusal changed a part");
        require(transfersBefore.equals(retailer.orders.transfers.rows()), "a refusal changed a transfer");
        require(returnsBefore.equals(retailer.returns.returns.rows()), "a refusal changed a return");
    }

    /** Every counter is the sum of its entries, and of what is open. */
    private void checkLevels() {
        Map<Cell, Long> allocated = allocated();
        Map<Cell, Long> held = held();
        Map<Cell, Long> inTransit = inTransit();
        retailer.stock.levels.rows().forEach((cell, level) -> {
            same(level.onHand(), entries(cell, Counter.ON_HAND), "on hand of", cell);
            same(level.unavailable(), entries(cell, Counter.UNAVAILABLE), "unavailable of", cell);
            same(level.allocated(), entries(cell, Counter.ALLOCATED), "allocated by the ledger of", cell);
            same(level.held(), entries(cell, Counter.HELD), "held by the ledger of", cell);
            same(level.inTransit(), entries(cell, Counter.IN_TRANSIT), "in transit by the ledger to", cell);
            same(level.inTransit(), inTransit.getOrDefault(cell, 0L), "in transit to", cell);
            same(level.allocated(), allocated.getOrDefault(cell, 0L), "allocated by open quantities of", cell);
            same(level.held(), held.getOrDefault(cell, 0L), "held by open holds of", cell);
            checkPromises(level);
        });
        require(retailer.stock.levels.rows().keySet().containsAll(allocated.keySet()), "allocated where nothing is");
        require(retailer.stock.levels.rows().keySet().containsAll(held.keySet()), "held where nothing is");
    }

    private long entries(Cell cell, Counter counter) {
        return retailer.stock.ledger.getOrDefault(cell, Map.of()).getOrDefault(counter, 0L);
    }

    private Map<Cell, Long> allocated() {
        Map<Cell, Long> allocated = new HashMap<>();
        for (FulfillmentOrder part : parts.values()) {
            if (Whereabouts.of(part.state()) == Whereabouts.ON_THE_SHELF) {
                part.lines()
                        .forEach(line -> allocated.merge(
                                new Cell(line.sku(), part.location().orElseThrow()), line.left(), Long::sum));
            }
        }
        for (TransferOrder transfer : retailer.orders.transfers.rows().values()) {
            if (isOpen(transfer)) {
                transfer.lines().forEach(line -> {
                    allocated.merge(
                            new Cell(line.sku(), transfer.source()), line.quantity() - line.shipped(), Long::sum);
                    allocated.merge(
                            new Cell(line.sku(), transfer.destination()),
                            Math.min(line.accepted() + line.excess(), line.wanted()),
                            Long::sum);
                });
            }
        }
        for (DatedSupply supply : retailer.stock.supply.rows().values()) {
            supply.lines()
                    .forEach(line ->
                            allocated.merge(new Cell(supply.sku(), line.location()), line.setAside(), Long::sum));
        }
        return allocated;
    }

    /** What is promised of what is expected, and kept of what has come, is what parts that wait are promised. */
    private void checkSupply() {
        Map<Expected, Long> promised = new HashMap<>();
        for (FulfillmentOrder part : parts.values()) {
            require(
                    part.expected().isEmpty() || part.state() == FulfillmentState.BACKORDERED,
                    "it is promised what it does not wait for",
                    part);
            part.expected()
                    .forEach(units -> promised.merge(
                            new Expected(units.sku().value(), units.source().toString()), units.quantity(), Long::sum));
        }
        for (DatedSupply supply : retailer.stock.supply.rows().values()) {
            for (DatedSupply.Line line : supply.lines()) {
                Long units = promised.remove(
                        new Expected(supply.sku().value(), line.source().id().toString()));
                same(line.promised() + line.setAside(), units == null ? 0 : units, "promised of", line);
            }
        }
        require(promised.isEmpty(), "promised of what nobody expects", promised);
    }

    /** What has left and has not come. */
    private Map<Cell, Long> inTransit() {
        Map<Cell, Long> inTransit = new HashMap<>();
        for (TransferOrder transfer : retailer.orders.transfers.rows().values()) {
            transfer.lines().forEach(line -> {
                long outstanding = line.shipped() - line.accepted() - line.rejected() - line.lost();
                require(outstanding >= 0, "more has come than was sent", transfer, line);
                require(isOpen(transfer) || outstanding == 0, "it is over, and something is on its way", transfer);
                inTransit.merge(new Cell(line.sku(), transfer.destination()), outstanding, Long::sum);
            });
        }
        return inTransit;
    }

    private static boolean isOpen(TransferOrder transfer) {
        return switch (transfer.state()) {
            case APPROVED, PICKING, IN_TRANSIT, PARTIALLY_RECEIVED -> true;
            case DRAFT, RECEIVED, CLOSED, CANCELLED -> false;
        };
    }

    private Map<Cell, Long> held() {
        Map<Cell, Long> held = new HashMap<>();
        retailer.holds.held.rows().values().stream()
                .flatMap(hold -> hold.lines().stream())
                .filter(line -> !line.freed())
                .forEach(line -> held.merge(line.cell(), line.quantity(), Long::sum));
        return held;
    }

    /** Only facts may make a promise one too many; a decision never promises what is not there. */
    private void checkPromises(StockLevel level) {
        StockLevel before = levelsBefore.get(level.cell());
        if (before == null
                || before.onHand() != level.onHand()
                || before.unavailable() != level.unavailable()
                || before.safetyStock() != level.safetyStock()) {
            return;
        }
        boolean promisedMore = level.allocated() + level.held() > before.allocated() + before.held();
        require(!promisedMore || level.availableToFulfil() >= 0, "more is promised than there is", level);
    }

    private void checkOrder(Order order) {
        OrderFulfillment parts = retailer.orders.fulfillmentOf(order.id());
        boolean nothingLeft = true;
        boolean all = true;
        for (OrderLine line : order.lines()) {
            checkLine(order, line, parts);
            nothingLeft &= line.current() == 0;
            all &= parts.fulfilled(line.lineNumber()) == line.current();
        }
        require(
                (order.state() == OrderState.CANCELLED) == nothingLeft,
                "cancelled is what nothing is left of",
                order,
                !nothingLeft);
        require(
                (order.state() == OrderState.COMPLETED) == (all && !nothingLeft),
                "completed is what has arrived",
                order,
                all);
        require(!parts.isUnderWay() || order.state() != OrderState.PLACED, "it is under way", order);
        require(SimulatedOrders.addsUp(order), "its amounts do not add up", order);
        Order before = ordersBefore.get(order.id());
        if (before != null) {
            require(isOnward(before.state(), order.state()), "no step leads there", order, before);
        }
    }

    /** What an order must be to its parts was so before; only what has changed since can be otherwise. */
    private boolean hasChanged(Order order) {
        return !order.equals(ordersBefore.get(order.id()))
                || !retailer.orders.fulfillmentOf(order.id()).equals(wholesBefore.get(order.id()));
    }

    private boolean hasChanged(FulfillmentOrder part) {
        return !part.equals(partsBefore.get(part.id()));
    }

    /** By itself, or what waits for it. */
    private boolean hasChanged(TransferOrder transfer) {
        return !transfer.equals(transfersBefore.get(transfer.id()))
                || transfer.fulfillmentOrderId()
                        .filter(id -> !Objects.equals(parts.get(id), partsBefore.get(id)))
                        .isPresent();
    }

    private static boolean isOnward(OrderState from, OrderState to) {
        return from == to
                || switch (from) {
                    case PLACED -> true;
                    case PROCESSING -> to != OrderState.PLACED;
                    case COMPLETED, CANCELLED -> false;
                };
    }

    private void checkLine(Order order, OrderLine line, OrderFulfillment parts) {
        long wanted = 0;
        for (FulfillmentOrder part : parts.parts()) {
            for (Line there : part.lines()) {
                if (there.lineNumber() == line.lineNumber()) {
                    wanted += wanted(part, there);
                    require(
                            there.sku().equals(line.sku()) && there.unitPrice() == line.unitPrice(),
                            "it is not of that line",
                            there,
                            line);
                }
            }
        }
        same(line.current(), wanted, "wanted by the parts of", order);
        long cancelled =
                retailer.orders.takenOff.getOrDefault(order.id(), Map.of()).getOrDefault(line.lineNumber(), 0L);
        same(line.ordered() - cancelled, line.current(), "left after all that was taken off", order);
        require(parts.fulfilled(line.lineNumber()) <= line.current(), "more arrived than was wanted", order);
    }

    /** Of the orders that have changed, and of those of which a return has. */
    private void checkReturns() {
        Stream<UUID> ofReturns = retailer.returns.returns.rows().values().stream()
                .filter(one -> !one.equals(returnsBefore.get(one.id())))
                .flatMap(one -> one.source().stream())
                .map(Return.Source::orderId);
        Stream<UUID> ofOrders = retailer.orders.orders.rows().values().stream()
                .filter(this::hasChanged)
                .map(Order::id);
        Stream.concat(ofReturns, ofOrders)
                .distinct()
                .flatMap(id -> retailer.orders.orders.find(id).stream())
                .forEach(this::checkReturns);
    }

    /** No more comes back than has arrived, and what is not charged any more is what has come back. */
    private void checkReturns(Order order) {
        Map<Integer, Long> announced = retailer.returns.announced(order.id());
        Map<Integer, Long> inspected = retailer.returns.inspected(order.id());
        OrderFulfillment whole = retailer.orders.fulfillmentOf(order.id());
        for (OrderLine line : order.lines()) {
            long coming = announced.getOrDefault(line.lineNumber(), 0L);
            require(coming <= whole.fulfilled(line.lineNumber()), "more comes back than has arrived", order);
            same(line.returned(), inspected.getOrDefault(line.lineNumber(), 0L), "returned and looked at of", order);
        }
    }

    private static long wanted(FulfillmentOrder part, Line line) {
        return Whereabouts.of(part.state()) == Whereabouts.GIVEN_UP ? line.handedOver() : line.quantity();
    }

    private void checkPart(FulfillmentOrder part, int commands) {
        seen.add(part.state());
        FulfillmentOrder before = partsBefore.get(part.id());
        if (before != null) {
            require(
                    SimulatedParts.isReachable(before.state(), part.state(), part.method(), commands),
                    "no step leads there",
                    part,
                    before);
            require(
                    before.equals(part) || before.version() < part.version() || isTried(before, part),
                    "it changed at the same version",
                    part,
                    before);
        }
        checkDelivery(part);
        takenBack += SimulatedParts.takenBack(part) - (before == null ? 0 : SimulatedParts.takenBack(before));
        OrderFulfillment all = retailer.orders.fulfillments.row(part.orderId());
        part.predecessor().ifPresent(id -> require(all.part(id).isPresent(), "it takes over from nobody", part));
        Whereabouts where = Whereabouts.of(part.state());
        require(
                (where != Whereabouts.ON_THE_SHELF && where != Whereabouts.GONE)
                        || part.location().isPresent(),
                "it is nowhere",
                part);
        require(
                where != Whereabouts.GONE || part.lines().stream().allMatch(line -> line.left() == 0),
                "it has not left",
                part);
        require(
                part.state() != FulfillmentState.CANCELLED
                        || part.lines().stream().allMatch(line -> line.quantity() == 0),
                "it is wanted",
                part);
        require(
                where == Whereabouts.GONE
                        || where == Whereabouts.GIVEN_UP
                        || part.lines().stream().anyMatch(line -> line.left() > 0),
                "nothing is wanted of it",
                part);
    }

    /** What was not delivered of a parcel that is over is its location's again, or nobody's. */
    private static void checkDelivery(FulfillmentOrder part) {
        boolean isOver = part.state() == FulfillmentState.RETURNED_TO_STOCK || part.state() == FulfillmentState.LOST;
        if (!isOver || part.method() != DeliveryMethod.SHIP) {
            return;
        }
        var alone = new OrderFulfillment(part.orderId(), List.of(part));
        for (Line line : part.lines()) {
            same(line.handedOver(), alone.fulfilled(line.lineNumber()), "with the customer of", part);
        }
    }

    /** A wrong code is counted by its refusal. */
    private static boolean isTried(FulfillmentOrder before, FulfillmentOrder after) {
        return before.state() == FulfillmentState.READY_FOR_PICKUP
                && after.state() == before.state()
                && after.lines().equals(before.lines());
    }

    /** What waits for a transfer wants of it what the transfer knows to be wanted; nothing else waits. */
    private void checkTransfer(TransferOrder transfer, int commands) {
        transfersSeen.add(transfer.state());
        TransferOrder before = transfersBefore.get(transfer.id());
        if (before != null && !before.equals(transfer)) {
            require(before.version() < transfer.version(), "it changed at the same version", transfer, before);
            require(isReachable(before.state(), transfer.state(), commands), "no step leads there", transfer, before);
        }
        Optional<FulfillmentOrder> waiting = transfer.fulfillmentOrderId()
                .flatMap(id -> Optional.ofNullable(parts.get(id)))
                .filter(part -> part.state() == FulfillmentState.AWAITING_TRANSFER);
        require(
                waiting.isEmpty() || isOpen(transfer),
                "a part waits for a transfer of which nothing more is to come",
                transfer,
                waiting);
        for (TransferLine line : transfer.lines()) {
            long wanted = waiting.stream()
                    .flatMap(part -> part.lines().stream())
                    .filter(there -> there.lineNumber() == line.lineNumber())
                    .mapToLong(Line::quantity)
                    .sum();
            require(
                    !isOpen(transfer) || line.wanted() == wanted,
                    "wanted otherwise than by its part",
                    transfer,
                    waiting);
        }
    }

    /** By itself it may go from approved to received: what is sent together with another's last may be all that is left. */
    private static boolean isReachable(TransferState from, TransferState to, int commands) {
        return from == to || (commands > 0 && from.compareTo(to) < 0);
    }

    /** Every unit that ever came is at a place, on its way, with a customer, or written off by an entry that says so. */
    private void checkUnits() {
        long there = retailer.stock.levels.rows().values().stream()
                .mapToLong(level -> level.onHand() + level.inTransit())
                .sum();
        same(there, retailer.stock.cameAndLeft(), "units at all places and on their way", retailer.clock.instant());
    }

    /** A part that waits for anything is waited on: there is work that will look at it. */
    private void checkDueWork() {
        boolean isAnyGone = !retailer.dueWork.rows().keySet().containsAll(workBefore.keySet());
        List<FulfillmentOrder> waiting = parts.values().stream()
                .filter(part -> isAnyGone || hasChanged(part))
                .toList();
        List<TransferOrder> underWay = retailer.orders.transfers.rows().values().stream()
                .filter(transfer -> isAnyGone || hasChanged(transfer))
                .toList();
        if (waiting.isEmpty() && underWay.isEmpty()) {
            return;
        }
        Set<Expected> there = new HashSet<>();
        retailer.dueWork.rows().values().forEach(work -> there.add(new Expected(work.kind(), work.subject())));
        for (FulfillmentOrder part : waiting) {
            for (Expected work : expected(part)) {
                require(there.contains(work), "it is lost, no such work is due", part, work);
            }
        }
        for (TransferOrder transfer : underWay) {
            var work = new Expected(TransferOrder.LATE_WORK, transfer.id().toString());
            require(
                    !isOpen(transfer) || transfer.expectedAt().isEmpty() || there.contains(work),
                    "nobody looks whether it is late",
                    transfer);
        }
    }

    private List<Expected> expected(FulfillmentOrder part) {
        String id = part.id().toString();
        return switch (part.state()) {
            case PENDING_SOURCING -> List.of(new Expected(FulfillmentWork.SOURCE, id));
            case ALLOCATED -> isInTime(part) ? List.of(new Expected(FulfillmentWork.ACKNOWLEDGE_BY, id)) : List.of();
            case CANCEL_REQUESTED ->
                part.handling().asked().stream()
                        .filter(asked -> !asked.overdue())
                        .map(asked -> new Expected(FulfillmentWork.ANSWER_BY, id + "/" + asked.id()))
                        .toList();
            case READY_FOR_PICKUP -> List.of(new Expected(FulfillmentWork.COLLECT_BY, id));
            case BLOCKED ->
                part
                        .handling()
                        .block()
                        .flatMap(Handling.Block::until)
                        .map(_ -> new Expected(FulfillmentWork.RELEASE, id))
                        .stream()
                        .toList();
            case BACKORDERED, UNFILLABLE ->
                part.lines().stream()
                        .filter(line -> line.left() > 0)
                        .map(line -> new Expected(AwaitedStock.KIND, AwaitedStock.subject(line.sku(), part.id())))
                        .toList();
            default -> List.of();
        };
    }

    /** Whether its location has to say something in so many minutes. */
    private boolean isInTime(FulfillmentOrder part) {
        return part.location()
                .map(retailer.catalog.locations::row)
                .flatMap(Location::acknowledgeMinutes)
                .isPresent();
    }

    /** Of an order that is over nothing is open. */
    void forget(OrderFulfillment over) {
        over.parts().forEach(part -> {
            Whereabouts where = Whereabouts.of(part.state());
            require(
                    where == Whereabouts.GONE || where == Whereabouts.GIVEN_UP,
                    "it is open, and its order is over",
                    part);
        });
    }

    private static void same(long one, long other, String what, Object of) {
        require(one == other, what, of, one, other);
    }

    private static void require(boolean holds, String claim, Object... about) {
        if (!holds) {
            throw new AssertionError(claim + ": " + Arrays.toString(about));
        }
    }
}
