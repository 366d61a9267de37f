package io.omnihub.fulfillment;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.MemoryRows;
import io.omnihub.kernel.Versions;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.transfer.Move;
import io.omnihub.transfer.TransferOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The parts of a simulated retailer's orders, and what is to be known of their transitions. */
public final class SimulatedParts {
    /** Where a part may go on when its location has answered what it was asked. */
    private static final Set<FulfillmentState> GOING_ON = EnumSet.of(
            FulfillmentState.BLOCKED,
            FulfillmentState.PICKING,
            FulfillmentState.PICKED,
            FulfillmentState.PACKED,
            FulfillmentState.READY_FOR_PICKUP,
            FulfillmentState.SHIPPED,
            FulfillmentState.DELIVERED,
            FulfillmentState.COLLECTED);

    /** Where what was held goes on; the rest of what was half picked may have been cancelled meanwhile. */
    private static final Set<FulfillmentState> RELEASED = EnumSet.of(
            FulfillmentState.ALLOCATED,
            FulfillmentState.ACKNOWLEDGED,
            FulfillmentState.PICKING,
            FulfillmentState.PICKED);

    private SimulatedParts() {}

    /** The table of all parts, in the order in which {@link FulfillmentRows} reads them. */
    public static MemoryRows<UUID, OrderFulfillment> table() {
        return new MemoryRows<>(OrderFulfillment.TABLE) {
            @Override
            protected void put(UUID orderId, OrderFulfillment whole) {
                super.put(
                        orderId,
                        new OrderFulfillment(
                                orderId,
                                whole.parts().stream()
                                        .map(SimulatedParts::ordered)
                                        .sorted(Comparator.comparing(FulfillmentOrder::id))
                                        .toList()));
            }
        };
    }

    public static Command<?> carry(
            UUID id,
            Actor actor,
            TransferOrder transfer,
            Optional<FulfillmentOrder> waiting,
            Move move,
            Optional<Versions> expected,
            List<CommandKey> keys) {
        return new CarryTransfer(id, actor, transfer, waiting, move, expected, keys);
    }

    private static FulfillmentOrder ordered(FulfillmentOrder part) {
        return part.withLines(part.lines().stream()
                .sorted(Comparator.comparingInt(FulfillmentOrder.Line::lineNumber))
                .toList());
    }

    /** Units in shipments of a part that its location has again. */
    public static long takenBack(FulfillmentOrder part) {
        return part.handling().parcels().stream()
                .filter(parcel -> parcel.shipment()
                        .flatMap(number ->
                                part.handling().shipments().get(number - 1).returnedAt())
                        .isPresent())
                .flatMap(parcel -> parcel.lines().stream())
                .mapToLong(Units::quantity)
                .sum();
    }

    /** Whether a part may go from one state to the other with so many commands. */
    public static boolean isReachable(FulfillmentState from, FulfillmentState to, DeliveryMethod method, int commands) {
        if (from == to) {
            return true;
        }
        return commands > 0
                && Arrays.stream(FulfillmentState.values())
                        .anyMatch(next -> next != from
                                && isNext(from, next, method)
                                && isReachable(next, to, method, commands - 1));
    }

    private static boolean isNext(FulfillmentState from, FulfillmentState to, DeliveryMethod method) {
        return Arrays.stream(FulfillmentStep.values())
                        .anyMatch(step -> from.after(step, method).equals(Optional.of(to)))
                || isSourced(from, to)
                || (from == FulfillmentState.CANCEL_REQUESTED && GOING_ON.contains(to))
                || (from == FulfillmentState.BLOCKED && RELEASED.contains(to))
                // What could not be delivered is over, and other shipments are under way.
                || (from == FulfillmentState.DELIVERY_FAILED && to == FulfillmentState.SHIPPED);
    }

    /** What the hub does by itself with a part that has no location. */
    private static boolean isSourced(FulfillmentState from, FulfillmentState to) {
        return switch (from) {
            case PENDING_SOURCING ->
                switch (to) {
                    case ALLOCATED, AWAITING_TRANSFER, BACKORDERED, UNFILLABLE -> true;
                    default -> false;
                };
            case BACKORDERED, UNFILLABLE ->
                to == FulfillmentState.ALLOCATED || to == FulfillmentState.AWAITING_TRANSFER;
            default -> false;
        };
    }
}
