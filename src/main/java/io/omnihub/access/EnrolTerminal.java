package io.omnihub.access;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a terminal of a code, once: its key has the id of this command. A wrong code with a selector that there is counts
 * as a try, and after five of them the right one is good no more.
 *
 * @param request as the hub's own log calls it
 */
record EnrolTerminal(UUID id, TerminalCode code, String secretHash, String request)
        implements Command<Optional<CallerKey>> {
    static final String OPERATION = "enrolTerminal";
    private static final UUID ANY_CONTENT = new UUID(0, 0);

    /** So that a commit whose answer was lost is found; the code itself is not kept. */
    @Override
    public List<CommandKey> keys() {
        return List.of(new CommandKey("terminal-code", code.hash(), ANY_CONTENT));
    }

    @Override
    public Reads reads() {
        return new Reads().lock(PreparedTerminal.TABLE, Set.of(code.selector()));
    }

    /** Empty where the code is not good, or no longer. */
    @Override
    public Decision<Optional<CallerKey>> decide(View view, Instant now) {
        Optional<PreparedTerminal> prepared =
                view.find(PreparedTerminal.TABLE, code.selector()).filter(one -> one.isOpen(now));
        if (prepared.isEmpty()) {
            return new Decision.Refuse<>(Optional.empty());
        }
        return prepared.get().secretHash().equals(code.hash())
                ? enrol(prepared.get(), now)
                : new Decision.Refuse<>(
                        Optional.empty(), Optional.of(changed(prepared.get().guessedAt())));
    }

    private Decision<Optional<CallerKey>> enrol(PreparedTerminal prepared, Instant now) {
        var scope = new Scope.OneLocation(prepared.location());
        var key = new CallerKey(
                id, prepared.name(), Role.TERMINAL, scope, secretHash, Optional.empty(), now, Optional.empty());
        var changes = changed(prepared.spent()).put(CallerKey.TABLE, id, key);
        new Actor(id, Role.TERMINAL.wire(), prepared.name(), OPERATION, request, true)
                .noteNew(changes, key.subject(), key.facts());
        return new Decision.Accept<>(Optional.of(key), id, changes);
    }

    private static Changes changed(PreparedTerminal prepared) {
        return new Changes().put(PreparedTerminal.TABLE, prepared.selector(), prepared);
    }
}
