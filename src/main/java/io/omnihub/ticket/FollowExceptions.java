package io.omnihub.ticket;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Overlay;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Opens a ticket for what is at risk, writes down in it what is said of it, and resolves it when it is at risk no more. What
 * an agent has resolved, closed or merged stays so; raised after that, it is another ticket. Results in how many events had
 * an effect.
 *
 * @param told in the order in which it was
 * @param customers whose the orders are, where that is known
 */
record FollowExceptions(UUID id, List<ToldRisk> told, Map<UUID, UUID> customers, TicketSettings settings)
        implements Command<Integer> {
    static final String TOPIC = "exception";
    private static final String AUTHOR = "hub";
    /** Of an order whose channel is not known any more. */
    private static final ChannelCode NO_CHANNEL = new ChannelCode("hub");
    /** Ids that are derived for one event: a ticket, a message, due work. */
    private static final int IDS_EACH = 3;

    FollowExceptions {
        told = List.copyOf(told);
        customers = Map.copyOf(customers);
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads()
                .read(
                        OrderException.TABLE,
                        told.stream().map(ToldRisk::key).distinct().toList())
                .read(
                        TicketNumber.TABLE,
                        IntStream.range(0, told.size()).mapToObj(this::ticketId).toList());
    }

    @Override
    public Decision<Integer> decide(View view, Instant now) {
        List<UUID> unread = told.stream()
                .flatMap(one -> view.find(OrderException.TABLE, one.key()).stream())
                .map(OrderException::ticket)
                .filter(ticket -> !view.covers(Ticket.TABLE, ticket))
                .distinct()
                .toList();
        if (!unread.isEmpty()) {
            return new Decision.Again<>(new Reads().lock(Ticket.TABLE, unread));
        }
        var seen = new Overlay(view);
        int effects = 0;
        for (int i = 0; i < told.size(); i++) {
            Optional<Changes> effect = follow(told.get(i), i, seen, now);
            effect.ifPresent(seen::apply);
            effects += effect.isPresent() ? 1 : 0;
        }
        return effects == 0 ? new Decision.Refuse<>(0) : new Decision.Accept<>(effects, id, seen.changes());
    }

    private Optional<Changes> follow(ToldRisk risk, int index, View seen, Instant now) {
        Optional<OrderException> known = seen.find(OrderException.TABLE, risk.key());
        Optional<Ticket> running = known.flatMap(one -> seen.find(Ticket.TABLE, one.ticket()))
                .filter(ticket -> ticket.state().isRunning());
        if (!risk.isRaised()) {
            return running.map(ticket -> end(ticket, risk, index, now));
        }
        if (running.isEmpty()) {
            return Optional.of(open(risk, known.map(OrderException::ticket), index, seen, now));
        }
        return known.filter(one -> !one.facts().equals(risk.facts()))
                .map(_ -> write(running.get(), risk, "Raised again: ", index, new Changes(), now));
    }

    private Changes open(ToldRisk risk, Optional<UUID> follows, int index, View seen, Instant now) {
        UUID ticketId = ticketId(index);
        Ticket opened = Ticket.opened(
                        ticketId,
                        seen.find(TicketNumber.TABLE, ticketId).orElseThrow(),
                        Optional.ofNullable(customers.get(risk.order())),
                        TOPIC,
                        Optional.of(risk.key().kind()),
                        risk.channel().orElse(NO_CHANNEL),
                        follows,
                        now)
                .change()
                .priority(TicketPriority.HIGH)
                .tags(Set.of(risk.key().kind()))
                .orders(Set.of(risk.order()))
                .in(TicketState.NEW);
        return write(opened, risk, "Raised: ", index, new Changes().announce(TicketEvents.opened(opened)), now);
    }

    private Changes end(Ticket ticket, ToldRisk risk, int index, Instant now) {
        Ticket resolved = ticket.in(TicketState.RESOLVED, now);
        var changes = new Changes().announce(TicketEvents.changed(resolved, TicketStep.RESOLVE));
        TicketDueWork.closeLater(ticket.id(), settings, idOf(index, 2), changes, now);
        return write(resolved, risk, "At risk no more: ", index, changes, now);
    }

    /** A note of the hub's. */
    private Changes write(Ticket before, ToldRisk risk, String what, int index, Changes changes, Instant now) {
        Ticket after = before.noted();
        TicketMessage note = TicketMessage.note(
                idOf(index, 1), after, AUTHOR, what + risk.key().kind() + risk.words(), now);
        return changes.put(Ticket.TABLE, after.id(), after)
                .put(TicketMessage.TABLE, note.id(), note)
                .put(OrderException.TABLE, risk.key(), new OrderException(risk.key(), after.id(), risk.facts()))
                .announce(TicketEvents.noted(after, note));
    }

    private UUID ticketId(int index) {
        return idOf(index, 0);
    }

    private UUID idOf(int index, int which) {
        return Ids.derive(id, 1 + index * IDS_EACH + which);
    }
}
