package io.omnihub.fulfillment;

import io.omnihub.kernel.Wire;
import io.omnihub.sourcing.DeliveryMethod;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a fulfilment order stands; {@link #after} is the one table of its transitions. */
public enum FulfillmentState implements Wire {
    /** It has no location yet: the hub looks for one. */
    PENDING_SOURCING(false),
    /** It is promised from its location's stock, which may begin at once. */
    ALLOCATED(true),
    /** Its units are on their way, or will be, to where they are collected. */
    AWAITING_TRANSFER(false),
    /** It has no location, and waits for stock. */
    BACKORDERED(false),
    /** No location can serve it, and somebody has been told. */
    UNFILLABLE(false),
    ACKNOWLEDGED(true),
    PICKING(true),
    /** Nobody must go on with it for the moment; its units stay its own. */
    BLOCKED(true),
    PICKED(true),
    /** It lies in parcels, of which some may be under way. */
    PACKED(true),
    SHIPPED(false),
    DELIVERED(false),
    DELIVERY_FAILED(false),
    /** It waits for its customer, who may have collected some of it. */
    READY_FOR_PICKUP(true),
    COLLECTED(false),
    /** Its location is asked to give back what it has picked, and does nothing else with it until it has answered. */
    CANCEL_REQUESTED(true),
    /** Nobody came for it, or it could not be delivered: what its customer has not got is back at its location. */
    RETURNED_TO_STOCK(false),
    /** Its carrier has lost what its customer has not got. */
    LOST(false),
    /** Its location does not do it; a successor may have what was left of it. */
    REJECTED(false),
    /** Its location has not acknowledged it in time; a successor has what was left of it. */
    EXPIRED(false),
    /** Nothing of it is wanted any more. */
    CANCELLED(false);

    private final boolean hasStock;

    FulfillmentState(boolean hasStock) {
        this.hasStock = hasStock;
    }

    /** Whether what was not handed over of it is allocated at its location. */
    boolean hasStock() {
        return hasStock;
    }

    /** Whether somebody has to know where it goes: who has begun with it, until its customer has it or nobody brings it. */
    boolean isToBeSent() {
        return switch (this) {
            case ACKNOWLEDGED, PICKING, PICKED, PACKED, SHIPPED, DELIVERY_FAILED -> true;
            default -> false;
        };
    }

    /** Whether it may have no location. */
    boolean mayBeNowhere() {
        return switch (this) {
            case PENDING_SOURCING, BACKORDERED, UNFILLABLE, CANCELLED -> true;
            default -> false;
        };
    }

    /** Whether its location has begun with it, and has not given it up; of what is blocked, that was told before. */
    boolean hasBegun() {
        return switch (this) {
            case PENDING_SOURCING, ALLOCATED, AWAITING_TRANSFER, BACKORDERED, UNFILLABLE, BLOCKED -> false;
            case REJECTED, EXPIRED, CANCELLED -> false;
            case ACKNOWLEDGED, PICKING, PICKED, PACKED, SHIPPED, DELIVERED, DELIVERY_FAILED -> true;
            case READY_FOR_PICKUP, COLLECTED, CANCEL_REQUESTED, RETURNED_TO_STOCK, LOST -> true;
        };
    }

    /** Whether nothing of it is left to do. */
    boolean isEnd() {
        return !Transitions.TABLE.containsKey(this);
    }

    /** The state that a step leads to, once it has been done with all there is; empty where it is forbidden. */
    Optional<FulfillmentState> after(FulfillmentStep step, DeliveryMethod method) {
        return isFor(step, method)
                ? Optional.ofNullable(
                        Transitions.TABLE.getOrDefault(this, Map.of()).get(step))
                : Optional.empty();
    }

    /** The steps that may be done now, in their order. */
    Set<FulfillmentStep> allowed(DeliveryMethod method) {
        Set<FulfillmentStep> allowed = EnumSet.noneOf(FulfillmentStep.class);
        for (FulfillmentStep step : FulfillmentStep.values()) {
            if (after(step, method).isPresent()) {
                allowed.add(step);
            }
        }
        return Collections.unmodifiableSet(allowed);
    }

    private static boolean isFor(FulfillmentStep step, DeliveryMethod method) {
        return switch (step) {
            case PACK, SHIP, DELIVER, FAIL_DELIVERY, TAKE_BACK, REPORT_LOST -> method == DeliveryMethod.SHIP;
            case READY, COLLECT, REMIND, RETURN_TO_STOCK, ACCEPT_OFFER -> method == DeliveryMethod.PICKUP;
            default -> true;
        };
    }

    /** Read as data: who wants to know what may happen looks here alone. */
    private static final class Transitions {
        private static final Map<FulfillmentState, Map<FulfillmentStep, FulfillmentState>> TABLE =
                new EnumMap<>(FulfillmentState.class);

        static {
            for (FulfillmentState waiting : Set.of(PENDING_SOURCING, AWAITING_TRANSFER, BACKORDERED, UNFILLABLE)) {
                may(waiting, FulfillmentStep.CANCEL, CANCELLED);
            }
            for (FulfillmentState unpicked : Set.of(ALLOCATED, ACKNOWLEDGED, PICKING)) {
                may(unpicked, FulfillmentStep.REJECT, REJECTED);
                may(unpicked, FulfillmentStep.CANCEL, CANCELLED);
                may(unpicked, FulfillmentStep.HOLD, BLOCKED);
            }
            for (FulfillmentState here : Set.of(PICKING, PICKED, PACKED, READY_FOR_PICKUP, BLOCKED, CANCEL_REQUESTED)) {
                may(here, FulfillmentStep.REQUEST_CANCELLATION, CANCEL_REQUESTED);
            }
            // Where something is left of it, and where it is refused, it goes on from where it stood before.
            may(CANCEL_REQUESTED, FulfillmentStep.ACCEPT_CANCELLATION, CANCELLED);
            may(CANCEL_REQUESTED, FulfillmentStep.REFUSE_CANCELLATION, PICKED);
            may(CANCEL_REQUESTED, FulfillmentStep.LEAVE_UNANSWERED, CANCEL_REQUESTED);
            // Where it goes on is kept with its block.
            may(BLOCKED, FulfillmentStep.RELEASE, ALLOCATED);
            may(BLOCKED, FulfillmentStep.CANCEL, CANCELLED);
            may(UNFILLABLE, FulfillmentStep.ACCEPT_OFFER, ALLOCATED);
            may(AWAITING_TRANSFER, FulfillmentStep.ARRIVE, ALLOCATED);
            may(AWAITING_TRANSFER, FulfillmentStep.FAIL_TRANSFER, REJECTED);
            may(ALLOCATED, FulfillmentStep.EXPIRE, EXPIRED);
            may(ALLOCATED, FulfillmentStep.ACKNOWLEDGE, ACKNOWLEDGED);
            may(ACKNOWLEDGED, FulfillmentStep.START_PICKING, PICKING);
            may(PICKING, FulfillmentStep.PICK, PICKED);
            may(PICKED, FulfillmentStep.PACK, PACKED);
            may(PACKED, FulfillmentStep.SHIP, SHIPPED);
            may(SHIPPED, FulfillmentStep.DELIVER, DELIVERED);
            // Other parcels of it are here still.
            may(PACKED, FulfillmentStep.DELIVER, PACKED);
            may(CANCEL_REQUESTED, FulfillmentStep.DELIVER, CANCEL_REQUESTED);
            may(SHIPPED, FulfillmentStep.FAIL_DELIVERY, DELIVERY_FAILED);
            may(SHIPPED, FulfillmentStep.REPORT_LOST, LOST);
            may(DELIVERY_FAILED, FulfillmentStep.DELIVER, DELIVERED);
            may(DELIVERY_FAILED, FulfillmentStep.FAIL_DELIVERY, DELIVERY_FAILED);
            may(DELIVERY_FAILED, FulfillmentStep.TAKE_BACK, RETURNED_TO_STOCK);
            may(DELIVERY_FAILED, FulfillmentStep.REPORT_LOST, LOST);
            may(PICKED, FulfillmentStep.READY, READY_FOR_PICKUP);
            may(READY_FOR_PICKUP, FulfillmentStep.READY, READY_FOR_PICKUP);
            may(READY_FOR_PICKUP, FulfillmentStep.COLLECT, COLLECTED);
            may(READY_FOR_PICKUP, FulfillmentStep.REMIND, READY_FOR_PICKUP);
            may(CANCEL_REQUESTED, FulfillmentStep.REMIND, CANCEL_REQUESTED);
            may(READY_FOR_PICKUP, FulfillmentStep.RETURN_TO_STOCK, RETURNED_TO_STOCK);
        }

        private static void may(FulfillmentState from, FulfillmentStep step, FulfillmentState to) {
            TABLE.computeIfAbsent(from, _ -> new EnumMap<>(FulfillmentStep.class))
                    .put(step, to);
        }
    }
}
