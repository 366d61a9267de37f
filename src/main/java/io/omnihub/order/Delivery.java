package io.omnihub.order;

import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.Demand;
import java.util.Optional;

/** Where the customer wants an order. */
public sealed interface Delivery {
    /** How the parts of such an order reach the customer. */
    DeliveryMethod method();

    /** What sourcing may know of it. */
    Demand.Delivery demanded();

    /** Sent to an address. */
    record Ship(Recipient.Address address) implements Delivery {
        @Override
        public DeliveryMethod method() {
            return DeliveryMethod.SHIP;
        }

        @Override
        public Demand.Delivery demanded() {
            return new Demand.Delivery.Ship(address.position());
        }
    }

    /** Collected at the store that the customer chose. */
    record Pickup(LocationCode location) implements Delivery {
        @Override
        public DeliveryMethod method() {
            return DeliveryMethod.PICKUP;
        }

        @Override
        public Demand.Delivery demanded() {
            return new Demand.Delivery.Pickup(location);
        }
    }

    /** Collected at the store that serves best, seen from a point. */
    record PickupNearest(GeoPoint near, Optional<Double> maxDistanceKm) implements Delivery {
        @Override
        public DeliveryMethod method() {
            return DeliveryMethod.PICKUP;
        }

        @Override
        public Demand.Delivery demanded() {
            return new Demand.Delivery.PickupNearest(near, maxDistanceKm);
        }
    }
}
