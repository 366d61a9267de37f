package io.omnihub.ticket;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.customer.IdentityKey;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Does a step with a ticket. An agent who has an earlier version in mind than there is says so, and is refused: two who
 * answer at once are told.
 *
 * @param address that a reply goes to: whom the last message over the ticket's channel came from
 * @param expected the versions that the caller has in mind; empty for any
 */
record CarryOutTicket(
        UUID id,
        Actor actor,
        UUID ticketId,
        TicketWork work,
        Optional<IdentityKey> address,
        TicketSettings settings,
        Optional<Versions> expected,
        List<CommandKey> keys)
        implements Command<TicketStepResult> {
    private static final Duration MAX_SNOOZE = Duration.ofDays(366);
    private static final int DUE_WORK = 1;

    @Override
    public Reads reads() {
        return new Reads().lock(Ticket.TABLE, Set.of(ticketId)).read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
    }

    @Override
    public Decision<TicketStepResult> decide(View view, Instant now) {
        Ticket ticket = view.find(Ticket.TABLE, ticketId).orElseThrow();
        if (expected.filter(versions -> !versions.contain(ticket.version())).isPresent()) {
            return new Decision.Refuse<>(new TicketStepResult.OtherVersion(ticket.version()));
        }
        Optional<TicketState> after = ticket.state().after(work.step());
        if (after.isEmpty()) {
            return new Decision.Refuse<>(new TicketStepResult.NotAllowed(ticket));
        }
        return switch (work) {
            case TicketWork.Reply reply -> reply(ticket, reply, view, now);
            case TicketWork.Note(String text) -> note(ticket, text, now);
            case TicketWork.Edit edit -> edit(ticket, edit);
            case TicketWork.Snooze(Instant until) -> snooze(ticket, until, now);
            case TicketWork.Resolve() -> resolve(ticket, now);
            case TicketWork.Wait() -> done(ticket, ticket.in(after.get(), now), new Changes());
            case TicketWork.Reopen() -> done(ticket, ticket.in(after.get(), now), new Changes());
            case TicketWork.Wake() ->
                ticket.snoozedUntil().filter(until -> !until.isAfter(now)).isPresent()
                        ? done(ticket, ticket.in(after.get(), now), new Changes())
                        : new Decision.Refuse<>(new TicketStepResult.NotAllowed(ticket));
            case TicketWork.Close() ->
                ticket.takesMessages(now, settings.reopenWindow())
                        ? new Decision.Refuse<>(new TicketStepResult.NotAllowed(ticket))
                        : done(ticket, ticket.in(after.get(), now), new Changes());
        };
    }

    private Decision<TicketStepResult> reply(Ticket ticket, TicketWork.Reply reply, View view, Instant now) {
        if (address.isEmpty()) {
            return new Decision.Refuse<>(new TicketStepResult.NoAddress());
        }
        Optional<Channel> channel =
                view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow().channel(ticket.channel());
        if (channel.filter(over -> ReplyWindow.isOver(over.kind(), ticket.customerWroteAt(), now))
                .isPresent()) {
            return new Decision.Refuse<>(new TicketStepResult.WindowOver());
        }
        TicketState then = ticket.state() == TicketState.RESOLVED ? TicketState.RESOLVED : reply.then();
        Ticket after = ticket.replied(then, now);
        TicketMessage message = TicketMessage.reply(id, after, address.get(), actor.name(), reply.content(), now);
        var changes = new Changes().announce(TicketEvents.replied(after, message));
        TicketDueWork.stage(TicketDueWork.SEND, message.id(), now, id, changes, now);
        if (then == TicketState.RESOLVED && ticket.state() != TicketState.RESOLVED) {
            closeLater(after, changes, now);
        }
        return written(ticket, after, message, changes);
    }

    private Decision<TicketStepResult> note(Ticket ticket, String text, Instant now) {
        Ticket after = ticket.noted();
        TicketMessage message = TicketMessage.note(id, after, actor.name(), text, now);
        return written(ticket, after, message, new Changes().announce(TicketEvents.noted(after, message)));
    }

    private Decision<TicketStepResult> written(Ticket before, Ticket after, TicketMessage message, Changes changes) {
        changes.put(TicketMessage.TABLE, message.id(), message);
        return accept(before, after, Optional.of(message), message.id(), changes);
    }

    private Decision<TicketStepResult> edit(Ticket ticket, TicketWork.Edit edit) {
        TicketChange change = ticket.change();
        edit.priority().ifPresent(change::priority);
        edit.tags().ifPresent(change::tags);
        edit.orders().ifPresent(change::orders);
        edit.subject().ifPresent(text -> change.subject(Optional.of(text)));
        return done(ticket, change.in(ticket.state()), new Changes());
    }

    private Decision<TicketStepResult> snooze(Ticket ticket, Instant until, Instant now) {
        if (!until.isAfter(now) || until.isAfter(now.plus(MAX_SNOOZE))) {
            return new Decision.Refuse<>(new TicketStepResult.BadTime());
        }
        var changes = new Changes();
        TicketDueWork.stage(TicketDueWork.WAKE, ticket.id(), until, id, changes, now);
        return done(ticket, ticket.snoozed(until), changes);
    }

    private Decision<TicketStepResult> resolve(Ticket ticket, Instant now) {
        var changes = new Changes();
        closeLater(ticket, changes, now);
        return done(ticket, ticket.in(TicketState.RESOLVED, now), changes);
    }

    private void closeLater(Ticket ticket, Changes changes, Instant now) {
        TicketDueWork.closeLater(ticket.id(), settings, Ids.derive(id, DUE_WORK), changes, now);
    }

    private Decision<TicketStepResult> done(Ticket before, Ticket after, Changes changes) {
        changes.announce(TicketEvents.changed(after, work.step()));
        return accept(before, after, Optional.empty(), after.id(), changes);
    }

    private Decision<TicketStepResult> accept(
            Ticket before, Ticket after, Optional<TicketMessage> message, UUID subject, Changes changes) {
        changes.put(Ticket.TABLE, after.id(), after);
        actor.note(changes, "ticket:" + after.id(), Optional.of(before.facts()), after.facts());
        return new Decision.Accept<>(new TicketStepResult.Done(after, message, false), subject, changes);
    }
}
