package io.omnihub.replenishment;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Sku;
import io.omnihub.replenishment.ReplenishmentWork.PageOf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Lets a run go on behind an item that cannot be looked at; the run names it. */
record SkipItem(UUID id, UUID runId, Sku sku) implements Command<Boolean> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(ReplenishmentRun.TABLE, Set.of(runId));
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        ReplenishmentRun run = view.find(ReplenishmentRun.TABLE, runId).orElseThrow();
        List<Sku> skipped = new ArrayList<>(run.skipped());
        if (skipped.size() < ReplenishmentRun.MAX_SKIPPED) {
            skipped.add(sku);
        }
        var changes = new Changes().put(ReplenishmentRun.TABLE, runId, run.skipping(skipped));
        new PageOf(runId, Optional.of(sku)).stage(id, 1, now, changes);
        return new Decision.Accept<>(true, id, changes);
    }
}
