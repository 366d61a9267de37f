package io.omnihub.fulfillment;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Something that is done with a fulfilment order, with what that needs to be known. */
public sealed interface Step {
    FulfillmentStep name();

    /** Whether it changes stock, so that this has to be locked. */
    default boolean changesStock() {
        return false;
    }

    private static void requireDistinct(List<Integer> numbers) {
        if (new HashSet<>(numbers).size() < numbers.size()) {
            throw new IllegalArgumentException("a number may stand once, not as in " + numbers);
        }
    }

    /** A step of a location that begins, which needs nothing else to be known. */
    record Plain(FulfillmentStep name) implements Step {}

    /** @param timer the due work that says that its time is over */
    record Expire(UUID timer) implements Step {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.EXPIRE;
        }

        @Override
        public boolean changesStock() {
            return true;
        }
    }

    /** @param until when it goes on by itself; empty where somebody has to say so */
    record Hold(BlockReason reason, Optional<Instant> until) implements Step {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.HOLD;
        }
    }

    /** @param timer the due work that says that its end has come; empty where somebody says so */
    record Release(Optional<UUID> timer) implements Step {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.RELEASE;
        }
    }

    /** @param lines what was found and what is missing; empty for all that is left, found */
    record Pick(List<Picked> lines) implements Step {
        public Pick {
            lines = List.copyOf(lines);
            requireDistinct(lines.stream().map(Picked::lineNumber).toList());
        }

        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.PICK;
        }

        @Override
        public boolean changesStock() {
            return lines.stream().anyMatch(line -> line.missing() > 0);
        }
    }

    /** @param missing units that are not there and never will be; they are fulfilled from elsewhere */
    record Picked(int lineNumber, long picked, long missing) {
        public Picked {
            if (picked < 0 || missing < 0 || picked + missing < 1) {
                throw new IllegalArgumentException("nothing is said of line " + lineNumber);
            }
        }
    }

    /** @param parcels what lies in each; empty for one with all that is picked */
    record Pack(List<List<Units>> parcels) implements Step {
        public Pack {
            parcels = parcels.stream().map(List::copyOf).toList();
            parcels.forEach(lines ->
                    requireDistinct(lines.stream().map(Units::lineNumber).toList()));
        }

        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.PACK;
        }
    }

    /** @param parcels their numbers; empty for all that have not left */
    record Ship(String carrier, Optional<String> tracking, List<Integer> parcels) implements Step {
        public Ship {
            parcels = List.copyOf(parcels);
            requireDistinct(parcels);
        }

        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.SHIP;
        }

        @Override
        public boolean changesStock() {
            return true;
        }
    }

    /** @param shipment its number; empty for all that are under way */
    record Deliver(Optional<Integer> shipment) implements Step {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.DELIVER;
        }
    }

    /** @param shipment its number; empty for the only one that is under way */
    record FailDelivery(String reason, Optional<Integer> shipment) implements Step {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.FAIL_DELIVERY;
        }
    }

    /** How a shipment is over that does not arrive: the order loses what is in it, and its refund becomes due. */
    sealed interface EndDelivery extends Step {
        /** Its number; empty for the only one that is under way. */
        Optional<Integer> shipment();

        /** In somebody's own words; where absent, why the last attempt failed remains. */
        Optional<String> reason();
    }

    /** The carrier has brought it back; it lies at its location, and nobody has seen yet what it is worth. */
    record TakeBack(Optional<Integer> shipment, Optional<String> reason) implements EndDelivery {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.TAKE_BACK;
        }

        @Override
        public boolean changesStock() {
            return true;
        }
    }

    /** It had left the stock when it was shipped, and never comes back. */
    record ReportLost(Optional<Integer> shipment, Optional<String> reason) implements EndDelivery {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.REPORT_LOST;
        }
    }

    /** @param codeHash of the code that its customer will show */
    record Ready(String codeHash) implements Step {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.READY;
        }
    }

    /**
     * @param codeHash of the code that was shown
     * @param lines what is handed over; empty for all that is left
     * @param collectedBy the name of who takes it, which stands on no part and in no event
     */
    record Collect(String codeHash, List<Units> lines, Optional<String> collectedBy) implements Step {
        public Collect {
            lines = List.copyOf(lines);
            requireDistinct(lines.stream().map(Units::lineNumber).toList());
        }

        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.COLLECT;
        }

        @Override
        public boolean changesStock() {
            return true;
        }
    }

    /** Changes nothing of the part: whoever works on it need not read it again. */
    record Remind() implements Step {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.REMIND;
        }
    }

    /** Nobody came for it in time. */
    record ReturnToStock() implements Step {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.RETURN_TO_STOCK;
        }

        @Override
        public boolean changesStock() {
            return true;
        }
    }

    record Reject(RejectReason reason) implements Step {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.REJECT;
        }

        @Override
        public boolean changesStock() {
            return true;
        }
    }

    /** What becomes of units that a location was asked to give back. */
    sealed interface Answer extends Step {}

    /** They are available again. */
    record AcceptCancellation() implements Answer {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.ACCEPT_CANCELLATION;
        }

        @Override
        public boolean changesStock() {
            return true;
        }
    }

    /** The customer gets them. */
    record RefuseCancellation(Optional<String> reason) implements Answer {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.REFUSE_CANCELLATION;
        }
    }

    /** @param request that was not answered in time */
    record LeaveUnanswered(UUID request) implements Answer {
        @Override
        public FulfillmentStep name() {
            return FulfillmentStep.LEAVE_UNANSWERED;
        }
    }
}
