package io.omnihub.order;

import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Sourcing;
import io.omnihub.sourcing.SourcingPlan;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The sourcing of one demand on the stock as a decision sees it.
 *
 * @param emptied locations whose stock counts for nothing, since goods were not found there
 */
record Planning(Sourcing sourcing, Set<LocationCode> emptied) {
    /** What became of it. */
    sealed interface Outcome {
        /** The decision has to be made again with these rows too. */
        record Unread(Reads reads) implements Outcome {}

        record Sourced(SourcingPlan.Sourced plan) implements Outcome {}

        record NotSourced(SourcingPlan.NotSourced why) implements Outcome {}
    }

    /** Looks at the nearest locations first, and at all only where those cannot serve all of it. */
    Outcome plan(View view, StockLedger ledger) {
        List<Cell> unread = StockLevel.unread(sourcing.nearest().stream(), view);
        if (!unread.isEmpty()) {
            return unread(unread);
        }
        Predicate<Cell> known = cell -> view.covers(StockLevel.TABLE, cell);
        ToLongFunction<Cell> available = cell -> emptied.contains(cell.location()) ? 0 : ledger.availableToFulfil(cell);
        if (sourcing.isUnsure(known, available)) {
            List<Cell> further = StockLevel.unread(sourcing.farthest().stream(), view);
            if (!further.isEmpty()) {
                return unread(further);
            }
        }
        SourcingPlan plan = sourcing.plan(known, available);
        return switch (plan) {
            case SourcingPlan.Sourced sourced ->
                sourced.backordered().isEmpty()
                        ? new Outcome.Sourced(sourced)
                        : seenAll(new Outcome.Sourced(sourced), view);
            case SourcingPlan.Shortage shortage -> seenAll(new Outcome.NotSourced(shortage), view);
            case SourcingPlan.NotSourced why -> new Outcome.NotSourced(why);
        };
    }

    /** What is said of a shortage is said of the whole pool. */
    private Outcome seenAll(Outcome outcome, View view) {
        List<Cell> further = StockLevel.unread(sourcing.farthest().stream(), view);
        List<Sku> expected =
                outcome instanceof Outcome.Sourced ? DatedSupply.unread(sourcing.expecting(), view) : List.of();
        return further.isEmpty() && expected.isEmpty()
                ? outcome
                : new Outcome.Unread(new Reads().lock(StockLevel.TABLE, further).read(DatedSupply.TABLE, expected));
    }

    private static Outcome unread(List<Cell> cells) {
        return new Outcome.Unread(new Reads().lock(StockLevel.TABLE, cells));
    }
}
