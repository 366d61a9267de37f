package io.omnihub.ticket;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.Versions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Has a ticket go on in another one of the same customer. Its messages stay its own, and are read with those of the other;
 * what the customer writes from now on goes there.
 *
 * @param customers the canonical customers of both, as they were looked up before
 */
record MergeTickets(
        UUID id,
        Actor actor,
        UUID ticketId,
        UUID into,
        Set<UUID> customers,
        Optional<TicketThread.Key> thread,
        Optional<Versions> expected,
        List<CommandKey> keys)
        implements Command<TicketStepResult> {
    @Override
    public Reads reads() {
        return new Reads()
                .lock(Ticket.TABLE, List.of(ticketId, into))
                .lock(TicketThread.TABLE, thread.stream().toList());
    }

    @Override
    public Decision<TicketStepResult> decide(View view, Instant now) {
        Ticket source = view.find(Ticket.TABLE, ticketId).orElseThrow();
        Ticket target = view.find(Ticket.TABLE, into).orElseThrow();
        if (expected.filter(versions -> !versions.contain(source.version())).isPresent()) {
            return new Decision.Refuse<>(new TicketStepResult.OtherVersion(source.version()));
        }
        if (source.state().after(TicketStep.MERGE).isEmpty()) {
            return new Decision.Refuse<>(new TicketStepResult.NotAllowed(source));
        }
        if (ticketId.equals(into)) {
            return new Decision.Refuse<>(new TicketStepResult.SameTicket());
        }
        if (customers.size() > 1) {
            return new Decision.Refuse<>(new TicketStepResult.OtherCustomer());
        }
        if (!target.state().isRunning()) {
            return new Decision.Refuse<>(new TicketStepResult.TargetOver(target));
        }
        return merge(source, target, view);
    }

    private Decision<TicketStepResult> merge(Ticket source, Ticket target, View view) {
        Ticket merged = source.merged(target.id());
        Set<UUID> orders = new HashSet<>(target.orders());
        source.orders().stream()
                .filter(order -> orders.size() < Ticket.MAX_ORDERS)
                .forEach(orders::add);
        Ticket grown = target.change().orders(orders).in(target.state());
        var changes = new Changes()
                .put(Ticket.TABLE, merged.id(), merged)
                .put(Ticket.TABLE, grown.id(), grown)
                .announce(TicketEvents.changed(merged, TicketStep.MERGE))
                .announce(TicketEvents.changed(grown, TicketStep.EDIT));
        thread.flatMap(key -> view.find(TicketThread.TABLE, key))
                .filter(one -> one.ticket().equals(Optional.of(source.id())))
                .ifPresent(one -> changes.put(
                        TicketThread.TABLE, one.key(), new TicketThread(one.key(), Optional.of(target.id()))));
        actor.note(changes, "ticket:" + merged.id(), Optional.of(source.facts()), merged.facts());
        return new Decision.Accept<>(new TicketStepResult.Done(merged, Optional.empty(), false), merged.id(), changes);
    }
}
