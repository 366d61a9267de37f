package io.omnihub.replenishment;

import io.omnihub.catalog.Item;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Begins a run, whose first page is due at once. The policy's row is locked, so that runs begin one after the other and each
 * knows which go on: none looks at what another is about to propose.
 *
 * @param skus empty for all
 * @param again where it begins one by itself: the work that does, and is due again after that pause
 */
record StartRun(UUID id, Actor actor, Optional<List<Sku>> skus, Optional<Again> again, List<CommandKey> keys)
        implements Command<StartRunResult> {
    private static final int FIRST_PAGE = 1;
    private static final int NEXT_START = 2;

    record Again(DueWork work, Duration pause) {}

    @Override
    public Reads reads() {
        return new Reads()
                .lock(ReplenishmentPolicy.TABLE, Set.of(ReplenishmentPolicy.Key.CURRENT))
                .read(Item.TABLE, skus.orElse(List.of()));
    }

    @Override
    public Decision<StartRunResult> decide(View view, Instant now) {
        Set<Sku> unknown = skus.orElse(List.of()).stream()
                .filter(sku -> view.find(Item.TABLE, sku).isEmpty())
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            return new Decision.Refuse<>(new StartRunResult.UnknownItems(unknown));
        }
        var run = ReplenishmentRun.started(id, skus, actor.id(), now);
        var changes = new Changes().put(ReplenishmentRun.TABLE, id, run);
        if (view.find(ReplenishmentPolicy.TABLE, ReplenishmentPolicy.Key.CURRENT)
                .isEmpty()) {
            changes.put(
                    ReplenishmentPolicy.TABLE,
                    ReplenishmentPolicy.Key.CURRENT,
                    ReplenishmentPolicy.DEFAULT.withVersion(1));
        }
        new ReplenishmentWork.PageOf(id, Optional.empty()).stage(id, FIRST_PAGE, now, changes);
        again.ifPresent(next -> DueWork.at(
                        now.plus(next.pause()),
                        Ids.derive(id, NEXT_START),
                        next.work().kind(),
                        next.work().subject(),
                        now)
                .stage(changes));
        actor.noteNew(
                changes,
                "replenishment-run:" + id,
                Map.of("items", run.skus().<Object>map(List::size).orElse("all")));
        return new Decision.Accept<>(new StartRunResult.Started(run, false), id, changes);
    }
}
