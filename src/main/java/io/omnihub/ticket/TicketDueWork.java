package io.omnihub.ticket;

import io.omnihub.engine.Changes;
import io.omnihub.engine.DueWork;
import java.time.Instant;
import java.util.UUID;

/** What happens to tickets later. */
final class TicketDueWork {
    /** A ticket that was put off is open again. */
    static final String WAKE = "wake-ticket";
    /** A ticket that was resolved is closed. */
    static final String CLOSE = "close-ticket";
    /** A reply is sent. */
    static final String SEND = "send-reply";

    private TicketDueWork() {}

    /** Of a ticket that is resolved: when no message opens it again any more. */
    static void closeLater(UUID ticket, TicketSettings settings, UUID workId, Changes changes, Instant now) {
        stage(CLOSE, ticket, now.plus(settings.reopenWindow()), workId, changes, now);
    }

    static void stage(String kind, UUID subject, Instant dueAt, UUID workId, Changes changes, Instant now) {
        DueWork.at(dueAt, workId, kind, subject.toString(), now).stage(changes);
    }
}
