package io.omnihub.replenishment;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.replenishment.ReplenishmentWork.PageOf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Looks at a page a little later, since a run that began before goes on: two that look at once would propose a move twice. */
record WaitForRun(UUID id, PageOf page) implements Command<Boolean> {
    private static final Duration LATER = Duration.ofSeconds(2);

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads();
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        var changes = new Changes();
        page.stage(now.plus(LATER), id, 1, now, changes);
        return new Decision.Accept<>(true, id, changes);
    }
}
