package io.omnihub.journal;

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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody has looked what the rejected entries of a journal meant: nobody else has to.
 *
 * @param seen how many were unreviewed when he looked; where more have come since, it is refused
 */
record ReviewJournal(UUID id, Actor actor, Terminal terminal, long seen, List<CommandKey> keys)
        implements Command<ReviewJournalResult> {
    @Override
    public Reads reads() {
        return new Reads().lock(TerminalJournal.TABLE, Set.of(terminal));
    }

    @Override
    public Decision<ReviewJournalResult> decide(View view, Instant now) {
        TerminalJournal found = view.find(TerminalJournal.TABLE, terminal).orElseThrow();
        if (found.unreviewed() != seen) {
            return new Decision.Refuse<>(new ReviewJournalResult.MoreToReview(found.unreviewed()));
        }
        var changes = new Changes().put(TerminalJournal.TABLE, terminal, found.reviewed());
        if (found.raised()) {
            changes.announce(found.attention()
                    .cleared(Map.of(
                            "terminal", terminal.id().toString(),
                            "location", terminal.location().value())));
        }
        actor.note(
                changes,
                "terminal:" + terminal.id(),
                Optional.of(Map.of("unreviewed", found.unreviewed())),
                Map.of("unreviewed", 0L));
        return new Decision.Accept<>(new ReviewJournalResult.Reviewed(false), terminal.id(), changes);
    }
}
