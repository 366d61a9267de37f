package io.omnihub.journal;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Deficit;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Looks whether a deficit has settled itself. While something of a journal of its location is missing, which may settle it,
 * it waits; after a quarter of an hour at most, others have to fulfil what is left of it. Results in whether they have.
 */
record SettleDeficit(UUID id, Cell cell) implements Command<Boolean> {
    static final Duration LONGEST = Duration.ofMinutes(15);

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads()
                .lock(StockLevel.TABLE, Set.of(cell))
                .read(Deficit.TABLE, Set.of(cell))
                .read(OpenGap.TABLE, Set.of(cell.location()));
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        Optional<Deficit> found = Deficit.of(cell, view);
        return found.isEmpty() ? new Decision.Refuse<>(false) : decide(found.get(), view, now);
    }

    private Decision<Boolean> decide(Deficit deficit, View view, Instant now) {
        var changes = new Changes();
        UUID work = Ids.derive(id, 1);
        boolean isOver = view.find(StockLevel.TABLE, cell).map(Deficit::units).orElse(0L) == 0;
        boolean mayBeSettled = view.find(OpenGap.TABLE, cell.location()).isPresent()
                && now.isBefore(deficit.since().plus(LONGEST));
        if (isOver) {
            deficit.end(changes);
        } else if (mayBeSettled) {
            deficit.lookAt(Deficit.SETTLE, now.plus(Deficit.PATIENCE), work, now, changes);
        } else {
            deficit.lookAt(Deficit.REROUTE, now, work, now, changes);
        }
        return new Decision.Accept<>(!isOver && !mayBeSettled, id, changes);
    }
}
