package io.omnihub.replenishment;

import io.omnihub.engine.Changes;
import io.omnihub.engine.DueWork;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The kinds of due work of this room, and what their subjects say. */
final class ReplenishmentWork {
    /** Starts a run over everything, again and again. */
    static final String START = "replenish";

    /** Looks at a page of a run; its subject names the run and the item before. */
    static final String PAGE = "replenish-page";

    /** Accepts a proposal because the policy says so; its subject is the proposal's id. */
    static final String ACCEPT = "replenish-accept";

    private static final int ID_LENGTH = 36;

    private ReplenishmentWork() {}

    /** A page of a run. */
    record PageOf(UUID runId, Optional<Sku> after) {
        static PageOf of(DueWork work) {
            String after = work.subject().substring(ID_LENGTH);
            return new PageOf(
                    UUID.fromString(work.subject().substring(0, ID_LENGTH)),
                    after.isEmpty() ? Optional.empty() : Optional.of(new Sku(after.substring(1))));
        }

        void stage(UUID commandId, int ordinal, Instant now, Changes changes) {
            stage(now, commandId, ordinal, now, changes);
        }

        /** @param at when it is looked at */
        void stage(Instant at, UUID commandId, int ordinal, Instant now, Changes changes) {
            String subject = runId + after.map(sku -> "/" + sku).orElse("");
            DueWork.at(at, Ids.derive(commandId, ordinal), PAGE, subject, now).stage(changes);
        }
    }
}
