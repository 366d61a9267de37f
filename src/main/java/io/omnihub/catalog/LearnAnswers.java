package io.omnihub.catalog;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Notes how locations have answered, where that makes a notable difference. They keep their versions: nobody has edited
 * them. Results in how many were changed.
 *
 * @param work that is done by this, and is due again after {@code pause}
 */
record LearnAnswers(UUID id, Map<LocationCode, Answers> counted, DueWork work, Duration pause)
        implements Command<Integer> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(Location.TABLE, counted.keySet());
    }

    @Override
    public Decision<Integer> decide(View view, Instant now) {
        var changes = new Changes();
        DueWork.at(now.plus(pause), Ids.derive(id, 1), work.kind(), work.subject(), now)
                .stage(changes);
        int changed = 0;
        for (Map.Entry<LocationCode, Answers> entry : counted.entrySet()) {
            Location location = view.find(Location.TABLE, entry.getKey()).orElseThrow();
            if (location.answers().differ(entry.getValue(), location.acceptanceRate())) {
                changes.put(Location.TABLE, location.code(), location.answered(entry.getValue()));
                changed++;
            }
        }
        return new Decision.Accept<>(changed, id, changes);
    }
}
