package io.omnihub.order;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Overlay;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentState;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.inventory.AwaitedStock;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Has the parts that wait for a SKU take what there is of it, one after the other and in one decision: so the oldest promise
 * comes first whichever replica serves them. While units are left, those behind them follow. Results in whether any got
 * something.
 *
 * @param asking whose due work this is: it waits anew where there is too little, as the others go on to wait
 * @param turns of those who have waited longest, in their order
 * @param last the last of them, behind whom others wait; empty where nobody does
 */
record ServeWaiting(UUID id, Sku sku, UUID asking, List<SourceAgain> turns, Optional<UUID> last)
        implements Command<Boolean> {
    static final int AT_ONCE = 50;

    /** Goes on behind the part that its subject names, or begins where there is no such part. */
    static final String FURTHER = "await-stock-further";

    /** Before everybody: those who were served are gone, and whoever was behind them may have another place now. */
    static final UUID NOBODY = new UUID(0, 0);

    /** Rows that the first so many turns may look at together; what is heavier than that comes alone. */
    private static final int WEIGHT = 4_096;

    ServeWaiting {
        turns = List.copyOf(turns);
    }

    /**
     * As many of those who wait as can be served at once, and the one that asks.
     *
     * @param waiting {@value #AT_ONCE} at most, in their order, and the one that asks, which may stand far behind
     */
    static ServeWaiting of(UUID id, Sku sku, UUID asking, List<SourceAgain> waiting) {
        List<SourceAgain> turns = new ArrayList<>();
        int weight = 0;
        for (SourceAgain turn : waiting) {
            weight += turn.reads().weight();
            if (turns.size() >= AT_ONCE || (!turns.isEmpty() && weight > WEIGHT)) {
                break;
            }
            turns.add(turn);
        }
        boolean isCut = turns.size() < waiting.size() || waiting.size() >= AT_ONCE;
        Optional<UUID> last = isCut ? Optional.of(turns.getLast().known().id()) : Optional.empty();
        waiting.stream()
                .skip(turns.size())
                .filter(turn -> turn.known().id().equals(asking))
                .forEach(turns::add);
        return new ServeWaiting(id, sku, asking, turns, last);
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        Reads reads = new Reads().read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
        turns.forEach(turn -> reads.and(turn.reads()));
        return reads;
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        var round = new Round(view, now);
        turns.forEach(round::serve);
        return round.end();
    }

    /** Serves one after the other, each with what those before it have left. */
    private final class Round {
        private final Overlay overlay;
        private final Instant now;
        private final Reads unread = new Reads();
        private boolean isUnread;
        private boolean changed;
        private boolean served;
        private Optional<RuntimeException> defect = Optional.empty();

        private Round(View view, Instant now) {
            this.overlay = new Overlay(view);
            this.now = now;
        }

        private void serve(SourceAgain turn) {
            boolean asks = turn.known().id().equals(asking);
            try {
                take(turn.decide(overlay, now), asks);
            } catch (RuntimeException broken) {
                // The others are served all the same. Its own due work tells of it, in the end as parked.
                defect = asks ? Optional.of(broken) : defect;
            }
        }

        private void take(Decision<Boolean> decision, boolean asks) {
            switch (decision) {
                case Decision.Again<Boolean>(Reads reads) -> {
                    unread.and(reads);
                    isUnread = true;
                }
                case Decision.Accept<Boolean>(Boolean sourced, var _, var changes) -> {
                    served |= sourced;
                    if (sourced || asks) {
                        overlay.apply(changes);
                        changed = true;
                    }
                    if (sourced && asks && stillWaits()) {
                        comeBack(2, AwaitedStock.KIND, asking);
                    }
                }
                case Decision.Refuse<Boolean> _ -> {}
            }
        }

        /** Whether the one that asks has only let go what is of no use to it. */
        private boolean stillWaits() {
            return turns.stream()
                    .map(SourceAgain::known)
                    .filter(part -> part.id().equals(asking))
                    .flatMap(part -> OrderFulfillment.of(part.orderId(), overlay).part(asking).stream())
                    .anyMatch(part -> part.state() == FulfillmentState.BACKORDERED);
        }

        private Decision<Boolean> end() {
            if (isUnread) {
                return new Decision.Again<>(unread);
            }
            last.filter(_ -> isAnyLeft()).ifPresent(part -> comeBack(1, FURTHER, served ? NOBODY : part));
            if (defect.isPresent()) {
                if (!changed) {
                    throw defect.get();
                }
                comeBack(2, AwaitedStock.KIND, asking);
            }
            return changed ? new Decision.Accept<>(served, asking, overlay.changes()) : new Decision.Refuse<>(false);
        }

        /** Whether those behind might be served. */
        private boolean isAnyLeft() {
            Catalog catalog = overlay.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
            return catalog.locations().keySet().stream()
                            .flatMap(location -> overlay.find(StockLevel.TABLE, new Cell(sku, location)).stream())
                            .anyMatch(level -> level.availableToFulfil() > 0)
                    || DatedSupply.of(sku, overlay).lines().stream().anyMatch(line -> line.setAside() > 0);
        }

        private void comeBack(int ordinal, String kind, UUID part) {
            var changes = new Changes();
            DueWork.at(now, Ids.derive(id, ordinal), kind, AwaitedStock.subject(sku, part), now)
                    .stage(changes);
            overlay.apply(changes);
            changed = true;
        }
    }
}
