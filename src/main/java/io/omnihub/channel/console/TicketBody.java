package io.omnihub.channel.console;

import io.omnihub.channel.Field;
import io.omnihub.ticket.MessageContent;
import io.omnihub.ticket.Ticket;
import io.omnihub.ticket.TicketPriority;
import io.omnihub.ticket.TicketState;
import io.omnihub.ticket.TicketWork;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the bodies of requests about tickets say. */
final class TicketBody {
    private static final Set<TicketState> AFTER_REPLY =
            EnumSet.of(TicketState.OPEN, TicketState.WAITING_CUSTOMER, TicketState.RESOLVED);

    private TicketBody() {}

    static TicketWork reply(Field body) {
        Field reply = body.object("text", "then");
        String text = reply.at("text").prose(MessageContent.MAX_TEXT);
        TicketState then = reply.maybe("then")
                .map(word -> word.word(TicketState.class, AFTER_REPLY))
                .orElse(TicketState.WAITING_CUSTOMER);
        return new TicketWork.Reply(new MessageContent(Optional.empty(), text, Optional.empty(), List.of()), then);
    }

    static TicketWork note(Field body) {
        return new TicketWork.Note(body.object("text").at("text").prose(MessageContent.MAX_TEXT));
    }

    /** What is not named stays. */
    static TicketWork edit(Field body) {
        Field edit = body.object("priority", "tags", "orders", "subject");
        var work = new TicketWork.Edit(
                edit.maybe("priority").map(word -> word.word(TicketPriority.class)),
                edit.maybe("tags").map(TicketBody::tags),
                edit.maybe("orders").map(TicketBody::orders),
                edit.maybe("subject").map(subject -> subject.trimmed(Ticket.MAX_SUBJECT)));
        if (work.isEmpty()) {
            throw body.invalid("Name what is to become another: priority, tags, orders or subject.");
        }
        return work;
    }

    private static Set<String> tags(Field list) {
        return list.items(0, Ticket.MAX_TAGS, "too-many-tags").stream()
                .map(Field::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<UUID> orders(Field list) {
        return list.items(0, Ticket.MAX_ORDERS, "too-many-orders").stream()
                .map(MessageBody::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static TicketWork snooze(Field body) {
        return new TicketWork.Snooze(body.object("until").at("until").time().truncatedTo(ChronoUnit.MILLIS));
    }

    static TicketWork plain(Field body, TicketWork work) {
        body.object();
        return work;
    }
}
