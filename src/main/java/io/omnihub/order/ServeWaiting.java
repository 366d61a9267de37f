package io.omnihub.order;

import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Overlay;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.AwaitedStock;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Has the parts that wait for a SKU take what there is of it, one after the other and in one decision: so the oldest order
 * comes first whichever replica serves them. Results in whether any got something.
 *
 * @param asking whose due work this is: it waits anew where there is too little, as the others go on to wait
 * @param turns of those who have waited longest, at most {@value #AT_ONCE} and the one that asks, in their order
 */
record ServeWaiting(UUID id, Sku sku, UUID asking, List<SourceAgain> turns) implements Command<Boolean> {
    static final int AT_ONCE = 50;

    ServeWaiting {
        turns = List.copyOf(turns);
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        Reads reads = new Reads();
        turns.forEach(turn -> reads.and(turn.reads()));
        return reads;
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        var overlay = new Overlay(view);
        var unread = new Reads();
        boolean isUnread = false;
        boolean changed = false;
        int served = 0;
        for (SourceAgain turn : turns) {
            switch (turn.decide(overlay, now)) {
                case Decision.Again<Boolean>(Reads reads) -> {
                    unread.and(reads);
                    isUnread = true;
                }
                case Decision.Accept<Boolean>(Boolean sourced, var _, var changes) -> {
                    served += sourced ? 1 : 0;
                    if (sourced || turn.known().id().equals(asking)) {
                        overlay.apply(changes);
                        changed = true;
                    }
                }
                case Decision.Refuse<Boolean> _ -> {}
            }
        }
        if (isUnread) {
            return new Decision.Again<>(unread);
        }
        if (served > 0 && turns.size() >= AT_ONCE) {
            serveMore(overlay, now);
        }
        return changed ? new Decision.Accept<>(served > 0, asking, overlay.changes()) : new Decision.Refuse<>(false);
    }

    /** There are others behind them, for whom something may be left. */
    private void serveMore(Overlay overlay, Instant now) {
        DueWork.at(now, Ids.derive(id, 1), AwaitedStock.KIND, AwaitedStock.subject(sku, asking), now)
                .stage(overlay.changes());
    }
}
