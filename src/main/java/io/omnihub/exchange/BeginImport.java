package io.omnihub.exchange;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Notes that a file is to be imported; the same file again is known by its key. */
record BeginImport(UUID id, Actor actor, Import.Source source, List<CommandKey> keys) implements Command<Import> {
    @Override
    public Reads reads() {
        return new Reads();
    }

    @Override
    public Decision<Import> decide(View view, Instant now) {
        var begun = new Import(id, source, ImportState.RUNNING, 0, Import.Counts.NONE, actor.id(), now, now);
        Changes changes = new Changes().put(Import.TABLE, id, begun);
        actor.noteNew(
                changes,
                "import:" + id,
                Map.of("kind", source.kind().wire(), "options", source.options(), "sha256", source.sha256()));
        return new Decision.Accept<>(begun, id, changes);
    }
}
