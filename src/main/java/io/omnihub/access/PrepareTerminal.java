package io.omnihub.access;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Lets one terminal be enrolled; whether its location exists is asked before. */
record PrepareTerminal(
        UUID id, Actor actor, TerminalCode code, String name, LocationCode location, List<CommandKey> keys)
        implements Command<PreparedTerminal> {
    @Override
    public Reads reads() {
        return new Reads();
    }

    @Override
    public Decision<PreparedTerminal> decide(View view, Instant now) {
        var prepared = new PreparedTerminal(
                code.selector(),
                code.hash(),
                name,
                location,
                now.plus(PreparedTerminal.LIFE),
                PreparedTerminal.MAX_TRIES);
        var changes = new Changes().put(PreparedTerminal.TABLE, prepared.selector(), prepared);
        actor.noteNew(changes, "terminal-code:" + prepared.selector(), prepared.facts());
        return new Decision.Accept<>(prepared, id, changes);
    }
}
