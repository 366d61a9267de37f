package io.omnihub.ticket;

import io.omnihub.catalog.Catalog;
import io.omnihub.customer.Resolution;
import io.omnihub.customer.Resolving;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.kernel.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes a message of a customer: finds whose it is, and adds it to the running ticket of that customer's thread, or to the
 * ticket of the message that it answers. Where there is none that takes messages a new one is opened, which follows the one
 * before. A message of somebody who shows nothing of who it is begins a ticket of its own.
 *
 * @param guess where it will go, as it was looked up before; the decision looks at locked rows
 */
record TakeMessage(
        UUID id, Actor actor, NewMessage message, Whereabouts guess, TicketSettings settings, List<CommandKey> keys)
        implements Command<TakeMessageResult> {
    private static final int TICKET = 1;

    /**
     * Where a message goes, by what is known before.
     *
     * @param customer whose it is, canonical
     * @param running the ticket of the thread
     * @param answered the ticket of the message that it answers
     */
    record Whereabouts(Optional<UUID> customer, Optional<UUID> running, Optional<UUID> answered) {
        static final Whereabouts UNKNOWN = new Whereabouts(Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public Reads reads() {
        Reads reads = Resolving.reads(message.sender())
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(TicketNumber.TABLE, Set.of(id))
                .lock(Ticket.TABLE, guess.running().stream().toList())
                .lock(Ticket.TABLE, guess.answered().stream().toList());
        return guess.customer()
                .map(known -> reads.create(TicketThread.TABLE, Set.of(thread(known))))
                .orElse(reads);
    }

    @Override
    public Decision<TakeMessageResult> decide(View view, Instant now) {
        Catalog catalog = view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow();
        if (catalog.channel(message.channel()).isEmpty()) {
            return new Decision.Refuse<>(new TakeMessageResult.UnknownChannel());
        }
        var changes = new Changes();
        return switch (Resolving.resolve(message.sender(), view, changes, id, actor, now)) {
            case Resolution.Unread(Reads more) -> new Decision.Again<>(withThreads(more, view));
            case Resolution.Nobody() -> take(open(Optional.empty(), Optional.empty(), view, now), changes, now);
            case Resolution.Known(UUID customer, boolean created) ->
                created ? begin(customer, Optional.empty(), changes, view, now) : thread(customer, changes, view, now);
        };
    }

    /** The threads of those whose keys were shown: one of them is mostly the one. */
    private Reads withThreads(Reads more, View view) {
        return more.create(
                TicketThread.TABLE,
                Resolving.owners(message.sender(), view).stream()
                        .map(this::thread)
                        .toList());
    }

    private Decision<TakeMessageResult> thread(UUID customer, Changes changes, View view, Instant now) {
        TicketThread.Key key = thread(customer);
        if (!isHad(TicketThread.TABLE, key, view)) {
            return new Decision.Again<>(new Reads().create(TicketThread.TABLE, Set.of(key)));
        }
        Optional<Ticket> answered = guess.answered()
                .flatMap(id -> view.find(Ticket.TABLE, id))
                .filter(ticket -> ticket.customer().equals(Optional.of(customer)))
                .filter(ticket -> ticket.takesMessages(now, settings.reopenWindow()));
        if (answered.isPresent()) {
            return take(answered.get(), changes, now);
        }
        Optional<UUID> running = view.find(TicketThread.TABLE, key).flatMap(TicketThread::ticket);
        if (running.filter(id -> !isHad(Ticket.TABLE, id, view)).isPresent()) {
            return new Decision.Again<>(
                    new Reads().lock(Ticket.TABLE, running.stream().toList()));
        }
        Optional<Ticket> last = running.flatMap(id -> view.find(Ticket.TABLE, id));
        return last.filter(ticket -> ticket.takesMessages(now, settings.reopenWindow()))
                .map(ticket -> take(ticket, changes, now))
                .orElseGet(() -> begin(customer, last.map(Ticket::id), changes, view, now));
    }

    private Decision<TakeMessageResult> begin(
            UUID customer, Optional<UUID> follows, Changes changes, View view, Instant now) {
        Ticket ticket = open(Optional.of(customer), follows, view, now);
        TicketThread.Key key = thread(customer);
        changes.put(TicketThread.TABLE, key, new TicketThread(key, Optional.of(ticket.id())));
        return take(ticket, changes, now);
    }

    private Ticket open(Optional<UUID> customer, Optional<UUID> follows, View view, Instant now) {
        return Ticket.opened(
                Ids.derive(id, TICKET),
                view.find(TicketNumber.TABLE, id).orElseThrow(),
                customer,
                topic(),
                message.content().subject(),
                message.channel(),
                follows,
                now);
    }

    private Decision<TakeMessageResult> take(Ticket before, Changes changes, Instant now) {
        boolean opened = before.messages() == 0;
        Ticket after =
                before.received(message.channel(), message.order().stream().collect(Collectors.toSet()), now);
        var taken = new TicketMessage(
                id,
                after.id(),
                after.messages(),
                MessageKind.INBOUND,
                message.channel(),
                message.providerId(),
                message.address(),
                Optional.empty(),
                message.content(),
                message.sentAt().orElse(now),
                now,
                Optional.empty(),
                Optional.empty());
        changes.put(Ticket.TABLE, after.id(), after).put(TicketMessage.TABLE, taken.id(), taken);
        if (opened) {
            changes.announce(TicketEvents.opened(after));
        }
        changes.announce(TicketEvents.received(after, taken));
        if (before.state() == TicketState.RESOLVED) {
            changes.announce(TicketEvents.changed(after, TicketStep.REOPEN));
        }
        return new Decision.Accept<>(new TakeMessageResult.Taken(taken, after, false), taken.id(), changes);
    }

    /** Locked, or made by a command before this one in the same batch. */
    private static <K> boolean isHad(Table<K, ?> table, K key, View view) {
        return view.covers(table, key) || view.find(table, key).isPresent();
    }

    private TicketThread.Key thread(UUID customer) {
        return new TicketThread.Key(customer, topic());
    }

    private String topic() {
        return message.topic().orElse(Ticket.DEFAULT_TOPIC);
    }
}
