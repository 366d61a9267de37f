package io.omnihub.count;

import io.omnihub.kernel.Quantity;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A step of a cycle count, with what it is done with. */
public sealed interface CountStep {
    CycleCountStep name();

    /** @param entries each item once */
    record Enter(List<Entry> entries) implements CountStep {
        /** @param counted units, with those that are unavailable */
        public record Entry(Sku sku, long counted) {
            public Entry {
                if (counted < 0 || counted > Quantity.MAX) {
                    throw new IllegalArgumentException("so many units cannot be counted: " + counted);
                }
            }
        }

        public Enter {
            entries = List.copyOf(entries);
        }

        @Override
        public CycleCountStep name() {
            return CycleCountStep.ENTER;
        }
    }

    /** @param skus one or more */
    record DemandRecount(Set<Sku> skus) implements CountStep {
        @Override
        public CycleCountStep name() {
            return CycleCountStep.DEMAND_RECOUNT;
        }
    }

    /** @param aboveTolerance whether its caller may approve what is above the tolerance too */
    record Approve(boolean aboveTolerance) implements CountStep {
        @Override
        public CycleCountStep name() {
            return CycleCountStep.APPROVE;
        }
    }

    record Reject(Optional<String> reason) implements CountStep {
        @Override
        public CycleCountStep name() {
            return CycleCountStep.REJECT;
        }
    }
}
