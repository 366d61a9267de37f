package io.omnihub.hold;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.StockLedger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gives the units of a hold back. Harmless to repeat, so without a key.
 *
 * @param known the hold as it was read before: its cells never change
 */
record ReleaseHold(UUID id, UUID actor, Hold known) implements Command<ReleaseHoldResult> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return known.stock().lock(Hold.TABLE, Set.of(known.id()));
    }

    @Override
    public Decision<ReleaseHoldResult> decide(View view, Instant now) {
        Hold hold = view.find(Hold.TABLE, known.id()).orElseThrow();
        return switch (hold.state(view)) {
            case ACTIVE -> release(hold, view);
            case COMMITTED -> new Decision.Refuse<>(ReleaseHoldResult.COMMITTED);
            case RELEASED, EXPIRED -> new Decision.Refuse<>(ReleaseHoldResult.OVER);
        };
    }

    private Decision<ReleaseHoldResult> release(Hold hold, View view) {
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, hold.id(), actor, Optional.empty());
        changes.put(Hold.TABLE, hold.id(), hold.release(ledger)).announce(HoldEvents.released(hold));
        return new Decision.Accept<>(ReleaseHoldResult.OVER, hold.id(), changes);
    }
}
