package io.omnihub.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of recomputing every counter.
 *
 * @param levels how many stock levels there are
 * @param entries how many ledger entries
 * @param differences where a level differs from what it must be, {@value #MAX_DIFFERENCES} at most; empty when all is well
 */
public record LedgerProof(Instant at, long levels, long entries, List<Difference> differences) {
    public static final int MAX_DIFFERENCES = 1_000;

    /**
     * @param level what the stock level says
     * @param ledger the sum of the entries
     * @param open the sum of the open promises, for counters that are promises
     */
    public record Difference(Cell cell, Counter counter, long level, long ledger, Optional<Long> open) {}
}
