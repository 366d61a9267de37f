package io.omnihub.fulfillment;

import io.omnihub.catalog.Catalog;
import io.omnihub.fulfillment.Handling.Offer;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.ExpectedUnits;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The part of an order that one location handles.
 *
 * @param location empty while it waits for stock or for a decision
 * @param promisedAt when the customer has it, or can collect it; empty while it has no location
 * @param transferId what brings its goods to where they are collected
 * @param lines with what is still wanted of each, zero once it is cancelled
 * @param demand empty where an older release made it
 * @param predecessor whose units it has taken over
 * @param version grows with every change, from 1
 */
public record FulfillmentOrder(
        UUID id,
        UUID orderId,
        DeliveryMethod method,
        Optional<LocationCode> location,
        FulfillmentState state,
        Instant createdAt,
        Optional<Instant> promisedAt,
        Optional<UUID> transferId,
        List<Line> lines,
        Optional<KeptDemand> demand,
        Optional<UUID> predecessor,
        Handling handling,
        long version) {
    public FulfillmentOrder {
        lines = List.copyOf(lines);
        if (location.isEmpty() && !state.mayBeNowhere()) {
            throw new IllegalArgumentException("what is " + state.wire() + " has a location");
        }
        if (transferId.isEmpty() && state == FulfillmentState.AWAITING_TRANSFER) {
            throw new IllegalArgumentException("what waits for a transfer names it");
        }
        if (handling.block().isPresent() != mustNotGoOn(state, handling)) {
            throw new IllegalArgumentException("what is " + state.wire() + " is not blocked, or nobody said why");
        }
        if (version < 1) {
            throw new IllegalArgumentException("there is no version " + version);
        }
    }

    /** What is blocked may be asked back, and is blocked again if it is not given. */
    private static boolean mustNotGoOn(FulfillmentState state, Handling handling) {
        return switch (state) {
            case BLOCKED -> true;
            case CANCEL_REQUESTED ->
                handling.asked()
                        .filter(asked -> asked.from() == FulfillmentState.BLOCKED)
                        .isPresent();
            default -> false;
        };
    }

    /**
     * Units of one line of the order.
     *
     * @param quantity what is wanted of it here
     * @param picked of these
     * @param handedOver of these, shipped or collected
     * @param unitPrice the order's, in minor units
     */
    public record Line(int lineNumber, Sku sku, long quantity, long picked, long handedOver, long unitPrice) {
        public Line {
            if (handedOver < 0 || handedOver > picked || picked > quantity) {
                throw new IllegalArgumentException("line " + lineNumber + " is out of range");
            }
        }

        static Line of(int lineNumber, Sku sku, long quantity, long unitPrice) {
            return new Line(lineNumber, sku, quantity, 0, 0, unitPrice);
        }

        /** What is wanted of it and has not left. */
        public long left() {
            return quantity - handedOver;
        }

        /** What is wanted of it and nobody has picked. */
        long unpicked() {
            return quantity - picked;
        }

        /** @param units that are not wanted, or not there: none that was picked */
        Line less(long units) {
            return new Line(lineNumber, sku, quantity - units, picked, handedOver, unitPrice);
        }

        /** @param units that are given back, those that nobody has picked first: none that has left */
        Line withdraw(long units) {
            return new Line(
                    lineNumber, sku, quantity - units, Math.min(picked, quantity - units), handedOver, unitPrice);
        }

        Line pick(long units) {
            return new Line(lineNumber, sku, quantity, picked + units, handedOver, unitPrice);
        }

        /** @param units that leave; below zero, that have come back or are lost */
        Line handOver(long units) {
            return new Line(lineNumber, sku, quantity, picked, handedOver + units, unitPrice);
        }

        /** @param units that have come back or are lost, and are not sent again */
        Line giveUp(long units) {
            return handOver(-units).withdraw(units);
        }
    }

    /** Whether a step may be done with it now. */
    public boolean allows(FulfillmentStep step) {
        return after(step).isPresent();
    }

    /** The steps that may be done with it now, in their order. */
    public List<FulfillmentStep> allowed() {
        return state.allowed(method).stream().filter(this::allows).toList();
    }

    /** The state that a step leads to, as {@link FulfillmentState} has it; what is not under way cannot arrive. */
    Optional<FulfillmentState> after(FulfillmentStep step) {
        return step == FulfillmentStep.DELIVER && handling.isOffTheRoad()
                ? Optional.empty()
                : state.after(step, method);
    }

    public Optional<Line> line(int lineNumber) {
        return lines.stream().filter(line -> line.lineNumber() == lineNumber).findFirst();
    }

    /** What is wanted of it and has not left, by line number. */
    public Map<Integer, Long> left() {
        return Units.sum(
                lines.stream().filter(line -> line.left() > 0).map(line -> new Units(line.lineNumber(), line.left())));
    }

    /** What is on its way to its customer, by line number; of one shipment, where it is named. */
    public Map<Integer, Long> underWay(Optional<Integer> shipment) {
        return handling.underWay(shipment);
    }

    /** Whether who carries it out has to know where it goes; what is held up, they were told before and may hold already. */
    public boolean isToBeSent() {
        return method == DeliveryMethod.SHIP && goesOnFrom().isToBeSent();
    }

    /** Where it stands, or stood before it was held up. */
    private FulfillmentState goesOnFrom() {
        Optional<FulfillmentState> asked = handling.asked().map(CancellationRequest::from);
        FulfillmentState before = asked.orElse(state);
        return before == FulfillmentState.BLOCKED
                ? handling.block().orElseThrow().from()
                : before;
    }

    /** The cells of its stock; none without a location. */
    public List<Cell> cells() {
        return location.stream()
                .flatMap(here -> lines.stream().map(line -> new Cell(line.sku(), here)))
                .distinct()
                .toList();
    }

    Cell cell(Line line) {
        return new Cell(line.sku(), location.orElseThrow());
    }

    /** Units of a line that have reached the customer. */
    long fulfilled(int lineNumber) {
        return method == DeliveryMethod.SHIP
                ? handling.delivered(lineNumber)
                : line(lineNumber).map(Line::handedOver).orElse(0L);
    }

    /** Units of a SKU that its location may still give up, since nobody has picked them. */
    public long unpicked(Sku sku) {
        return allows(FulfillmentStep.REJECT)
                ? lines.stream()
                        .filter(line -> line.sku().equals(sku))
                        .mapToLong(Line::unpicked)
                        .sum()
                : 0;
    }

    /** Units of a line that its location can be asked to give back; what nobody has picked is cancelled without asking. */
    long requestable(int lineNumber) {
        return allows(FulfillmentStep.REQUEST_CANCELLATION)
                ? line(lineNumber)
                        .map(line -> line.left()
                                - asked(lineNumber)
                                - (allows(FulfillmentStep.CANCEL) ? line.unpicked() : 0))
                        .orElse(0L)
                : 0;
    }

    /** Units of a line that its location is asked to give back. */
    long asked(int lineNumber) {
        return handling.asked().map(request -> request.units(lineNumber)).orElse(0L);
    }

    /** Whether its location has picked some of it, for where it goes, and has not given that up; or some has left. */
    public boolean hasPicked() {
        return hasLeft() || (!isGivenUp() && lines.stream().anyMatch(line -> line.picked() > 0));
    }

    /** Whether its customer has some of it, or was told that it is ready. */
    public boolean isWithCustomer() {
        return hasLeft() || (!isGivenUp() && handling.waiting().isPresent());
    }

    /** Whether it is collected at that store, or will be if it can be had there. */
    boolean isBoundFor(LocationCode store) {
        return location.map(store::equals)
                .orElseGet(() -> demand.filter(kept -> kept.isAt(store)).isPresent());
    }

    /** Whether it waits for units, or for a location that has them. */
    public boolean isWithoutStock() {
        return !state.hasStock() && state.after(FulfillmentStep.CANCEL, method).isPresent();
    }

    /** Whether it must not go on. */
    public boolean isBlocked() {
        return handling.block().isPresent();
    }

    private boolean hasLeft() {
        return lines.stream().anyMatch(line -> line.handedOver() > 0);
    }

    private boolean isGivenUp() {
        return switch (state) {
            case REJECTED, EXPIRED, CANCELLED, RETURNED_TO_STOCK, LOST -> true;
            default -> false;
        };
    }

    boolean isEmpty() {
        return lines.stream().allMatch(line -> line.quantity() == 0);
    }

    /** Whether all that is wanted of it is picked. */
    boolean isPicked() {
        return lines.stream().allMatch(line -> line.unpicked() == 0);
    }

    /** Whether all that is wanted of it lies in parcels. */
    boolean isPacked() {
        return lines.stream().allMatch(line -> handling.packed(line.lineNumber()) == line.quantity());
    }

    /** Whether all that is wanted of it has left. */
    boolean isAllHandedOver() {
        return lines.stream().allMatch(line -> line.left() == 0);
    }

    FulfillmentOrder in(FulfillmentState next) {
        return in(next, handling);
    }

    FulfillmentOrder in(FulfillmentState next, Handling newHandling) {
        return with(location, next, promisedAt, transferId, lines, newHandling);
    }

    /** Why it is blocked, was rejected, could not be delivered, or came to its end on the way. */
    public Optional<String> reason() {
        return handling.block().map(block -> block.reason().wire()).or(handling::reason);
    }

    FulfillmentOrder withLines(List<Line> newLines) {
        return with(location, state, promisedAt, transferId, newLines, handling);
    }

    FulfillmentOrder mapLines(UnaryOperator<Line> change) {
        return withLines(lines.stream().map(change).toList());
    }

    FulfillmentOrder withLine(int lineNumber, UnaryOperator<Line> change) {
        return mapLines(line -> line.lineNumber() == lineNumber ? change.apply(line) : line);
    }

    FulfillmentOrder withHandling(Handling newHandling) {
        return with(location, state, promisedAt, transferId, lines, newHandling);
    }

    /** The same at a location that was found for it, or waiting for one. */
    FulfillmentOrder sourced(
            FulfillmentState next,
            Optional<LocationCode> at,
            Optional<Instant> promise,
            Optional<UUID> transfer,
            List<Line> newLines) {
        return with(at, next, promise, transfer, newLines, handling.over());
    }

    /** A part that takes over units of this one and has no location yet. */
    FulfillmentOrder successor(UUID successorId, List<Line> units, Optional<KeptDemand> newDemand, Instant now) {
        return new FulfillmentOrder(
                successorId,
                orderId,
                method,
                Optional.empty(),
                FulfillmentState.PENDING_SOURCING,
                now,
                Optional.empty(),
                Optional.empty(),
                units,
                newDemand,
                Optional.of(id),
                Handling.NONE,
                1);
    }

    /** Without units that nobody has picked; when all that is left of it is picked, so is the part. */
    FulfillmentOrder cancel(int lineNumber, long units) {
        FulfillmentOrder fewer = withLine(lineNumber, line -> line.less(units));
        if (fewer.isEmpty()) {
            return fewer.in(FulfillmentState.CANCELLED, handling.over());
        }
        return fewer.isPicked()
                ? state.after(FulfillmentStep.PICK, method).map(fewer::in).orElse(fewer)
                : fewer;
    }

    /** The same where nobody can fulfil it, and its customer may choose another place. */
    FulfillmentOrder offering(List<Alternative> alternatives) {
        List<Offer> offers = alternatives.stream().map(Offer::of).toList();
        return in(FulfillmentState.UNFILLABLE, handling.offering(offers));
    }

    /** Whether nobody can fulfil it, and these stores are not the ones where it could be collected when it was looked for. */
    public boolean isOfferedOtherwise(List<Alternative> alternatives) {
        return state == FulfillmentState.UNFILLABLE
                && !handling.offers().stream()
                        .map(Offer::location)
                        .toList()
                        .equals(alternatives.stream().map(Alternative::store).toList());
    }

    /** The same for a customer who collects it there instead. */
    public FulfillmentOrder collectedAt(LocationCode store) {
        return with(demand.map(kept -> kept.at(store)));
    }

    /** The same for a customer who asks whether they can. */
    public FulfillmentOrder askedAt(LocationCode store, Catalog catalog) {
        return with(demand.map(kept -> kept.askingAt(store, catalog)));
    }

    /** The same from wherever what it waits for has come to. */
    public FulfillmentOrder anywhere() {
        return with(demand.map(KeptDemand::anywhere));
    }

    private FulfillmentOrder with(Optional<KeptDemand> newDemand) {
        return copy(location, state, promisedAt, transferId, lines, newDemand, handling, version);
    }

    /** The same where nobody must go on with it. */
    FulfillmentOrder block(BlockReason reason, Optional<Instant> until, UUID timer) {
        return in(FulfillmentState.BLOCKED, handling.blocked(new Handling.Block(state, reason, until), timer));
    }

    /** The same where it goes on; what was wanted besides what is picked may have been cancelled meanwhile. */
    FulfillmentOrder release(UUID timer) {
        FulfillmentState from = handling.block().orElseThrow().from();
        FulfillmentOrder released = in(from, handling.released(timer));
        return isPicked()
                ? from.after(FulfillmentStep.PICK, method).map(released::in).orElse(released)
                : released;
    }

    /** The same where it comes no sooner than that; what was promised for later stays so. */
    FulfillmentOrder promisedBy(Optional<Instant> expected) {
        return expected.filter(at -> promisedAt.filter(at::isAfter).isPresent())
                .map(at -> with(location, state, Optional.of(at), transferId, lines, handling))
                .orElse(this);
    }

    /** What it is promised of what is expected, while it waits for stock. */
    public List<ExpectedUnits> expected() {
        return handling.expected().map(Handling.Expected::units).orElse(List.of());
    }

    /** The same while it waits, with that promise. */
    FulfillmentOrder expecting(List<ExpectedUnits> units, Optional<Instant> promise) {
        return with(location, state, promise, transferId, lines, handling.expecting(units, promise));
    }

    /** Whether it waits for longer than was promised at first. */
    boolean isDelayed() {
        return handling.expected()
                .flatMap(Handling.Expected::first)
                .filter(first -> promisedAt.filter(at -> !at.isAfter(first)).isEmpty())
                .isPresent();
    }

    FulfillmentOrder withVersion(long newVersion) {
        return copy(location, state, promisedAt, transferId, lines, demand, handling, newVersion);
    }

    private FulfillmentOrder with(
            Optional<LocationCode> newLocation,
            FulfillmentState newState,
            Optional<Instant> newPromise,
            Optional<UUID> newTransfer,
            List<Line> newLines,
            Handling newHandling) {
        return copy(newLocation, newState, newPromise, newTransfer, newLines, demand, newHandling, version);
    }

    private FulfillmentOrder copy(
            Optional<LocationCode> newLocation,
            FulfillmentState newState,
            Optional<Instant> newPromise,
            Optional<UUID> newTransfer,
            List<Line> newLines,
            Optional<KeptDemand> newDemand,
            Handling newHandling,
            long newVersion) {
        return new FulfillmentOrder(
                id,
                orderId,
                method,
                newLocation,
                newState,
                createdAt,
                newPromise,
                newTransfer,
                newLines,
                newDemand,
                predecessor,
                newHandling,
                newVersion);
    }
}
