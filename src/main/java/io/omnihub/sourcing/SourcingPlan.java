package io.omnihub.sourcing;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where a demand is fulfilled from, or why it cannot be. */
public sealed interface SourcingPlan {
    Explanation explanation();

    /**
     * Every unit has a location, or waits.
     *
     * @param backordered units that wait for stock; only where the demand and the policy allow it
     */
    record Sourced(List<Part> parts, List<Demand.Line> backordered, Explanation explanation) implements SourcingPlan {
        public Sourced {
            parts = List.copyOf(parts);
            backordered = List.copyOf(backordered);
        }
    }

    /** It cannot be fulfilled. */
    sealed interface NotSourced extends SourcingPlan {
        /** Stores that could hand over all of it, the nearest first; of a pickup at a chosen store. */
        List<Alternative> alternatives();
    }

    /**
     * There is not enough.
     *
     * @param available units of each SKU that could be promised: at as many locations as may share the demand
     * @param alternatives stores that could hand over all of it, the nearest first; for a pickup at a chosen store
     */
    record Shortage(Map<Sku, Long> available, List<Alternative> alternatives, Explanation explanation)
            implements NotSourced {
        public Shortage {
            available = Map.copyOf(available);
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * The chosen store cannot hand over anything.
     *
     * @param alternatives as with a shortage
     */
    record NoPickup(LocationCode store, Cause cause, List<Alternative> alternatives, Explanation explanation)
            implements NotSourced {
        public NoPickup {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** No store of the pool that lies near enough hands over anything. */
    record NoStoreNear(Explanation explanation) implements NotSourced {
        @Override
        public List<Alternative> alternatives() {
            return List.of();
        }
    }

    /** Why a store cannot hand over, in order of precedence. */
    enum Cause implements Wire {
        /** It is not in the pool. */
        UNKNOWN,
        INACTIVE,
        NOT_A_STORE,
        NO_PICKUP,
        PAUSED,
        PICKUP_PAUSED,
        EXCLUDED,
        /** It does not open within a year. */
        CLOSED
    }

    /**
     * What one location sends or hands over; a line of the demand may be divided among several.
     *
     * @param lines from its own stock
     * @param legs what other locations send to it first
     */
    record Part(
            LocationCode location,
            DeliveryMethod method,
            List<Demand.Line> lines,
            List<TransferLeg> legs,
            Instant promisedAt) {
        public Part {
            lines = List.copyOf(lines);
            legs = List.copyOf(legs);
        }
    }

    /** What a location sends to the store of a pickup. */
    record TransferLeg(LocationCode from, List<Demand.Line> lines) {
        public TransferLeg {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A store that could hand over all of the demand.
     *
     * @param distanceKm from the chosen store
     */
    record Alternative(LocationCode store, double distanceKm, Instant readyAt) {}
}
