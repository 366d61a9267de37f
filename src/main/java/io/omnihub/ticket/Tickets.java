package io.omnihub.ticket;

import io.omnihub.customer.Customers;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Versions;
import io.omnihub.ticket.TakeMessage.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes what customers write, and does what agents do about it. */
@Component
@EnableConfigurationProperties(TicketSettings.class)
public class Tickets {
    private final Engine engine;
    private final TicketQueries queries;
    private final Customers customers;
    private final TicketSettings settings;
    private final Ids ids;

    Tickets(Engine engine, TicketQueries queries, Customers customers, TicketSettings settings, Ids ids) {
        this.engine = engine;
        this.queries = queries;
        this.customers = customers;
        this.settings = settings;
        this.ids = ids;
    }

    /**
     * Takes a message of a customer. Idempotent by (channel, provider's id), whoever calls, and by the caller's key.
     *
     * @param fingerprint a hash of the canonical request
     */
    public Mono<TakeMessageResult> take(
            Actor actor, NewMessage message, Optional<CommandKey> callersKey, UUID fingerprint) {
        List<CommandKey> keys = new ArrayList<>(callersKey.stream().toList());
        message.providerId().ifPresent(id -> keys.add(new CommandKey("message:" + message.channel(), id, fingerprint)));
        return whereabouts(message)
                .map(guess -> new TakeMessage(ids.next(), actor, message, guess, settings, keys))
                .flatMap(command -> take(command, callersKey));
    }

    private Mono<TakeMessageResult> take(TakeMessage command, Optional<CommandKey> callersKey) {
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<TakeMessageResult>(TakeMessageResult result) -> Mono.just(result);
            case Answer.Repeated<TakeMessageResult>(UUID first, UUID id) ->
                queries.message(id)
                        .flatMap(message -> queries.ticket(message.ticketId())
                                .map(ticket ->
                                        new TakeMessageResult.Taken(message, ticket, !first.equals(command.id()))));
            case Answer.KeyReused<TakeMessageResult>(CommandKey key) ->
                Mono.just(
                        callersKey.filter(key::equals).isPresent()
                                ? new TakeMessageResult.KeyReused()
                                : new TakeMessageResult.MessageReused());
        });
    }

    /** Read before the command, so that it mostly locks at once what it needs. */
    private Mono<Whereabouts> whereabouts(NewMessage message) {
        Mono<Optional<UUID>> customer = optional(customers.known(message.sender()));
        Mono<Optional<UUID>> answered =
                optional(Mono.justOrEmpty(message.inReplyTo()).flatMap(id -> queries.answered(message.channel(), id)));
        return Mono.zip(customer, answered).flatMap(found -> {
            String topic = message.topic().orElse(Ticket.DEFAULT_TOPIC);
            Mono<Optional<UUID>> running = optional(Mono.justOrEmpty(found.getT1())
                    .flatMap(known -> queries.running(new TicketThread.Key(known, topic))));
            return running.map(ticket -> new Whereabouts(found.getT1(), ticket, found.getT2()));
        });
    }

    private static <T> Mono<Optional<T>> optional(Mono<T> found) {
        return found.map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    /**
     * Does a step. Idempotent by the caller's key.
     *
     * @param known the ticket as the caller was shown it
     * @param expected the versions that it may have; empty for any
     */
    public Mono<TicketStepResult> carryOut(
            Actor actor, Ticket known, TicketWork work, Optional<Versions> expected, CommandKey callersKey) {
        boolean reply = work instanceof TicketWork.Reply;
        return optional(reply ? queries.address(known) : Mono.empty())
                .map(address -> new CarryOutTicket(
                        ids.next(), actor, known.id(), work, address, settings, expected, List.of(callersKey)))
                .flatMap(this::submit);
    }

    /**
     * Has a ticket go on in another one. Idempotent by the caller's key.
     *
     * @param known the ticket as the caller was shown it
     * @param into likewise
     */
    public Mono<TicketStepResult> merge(
            Actor actor, Ticket known, Ticket into, Optional<Versions> expected, CommandKey callersKey) {
        return Flux.fromStream(Stream.of(known, into).flatMap(ticket -> ticket.customer().stream()))
                .concatMap(customers::canonical)
                .collect(Collectors.toSet())
                .map(persons -> new MergeTickets(
                        ids.next(),
                        actor,
                        known.id(),
                        into.id(),
                        persons,
                        thread(known, persons),
                        expected,
                        List.of(callersKey)))
                .flatMap(this::submit);
    }

    private static Optional<TicketThread.Key> thread(Ticket known, Set<UUID> persons) {
        return persons.stream().findFirst().map(person -> new TicketThread.Key(person, known.topic()));
    }

    private Mono<TicketStepResult> submit(Command<TicketStepResult> command) {
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<TicketStepResult>(TicketStepResult result) -> Mono.just(result);
            case Answer.Repeated<TicketStepResult>(UUID first, UUID subject) ->
                repeated(subject, !first.equals(command.id()));
            case Answer.KeyReused<TicketStepResult> _ -> Mono.just(new TicketStepResult.KeyReused());
        });
    }

    /** @param subject of the message that the step wrote, else of the ticket */
    private Mono<TicketStepResult> repeated(UUID subject, boolean repeated) {
        return queries.message(subject)
                .flatMap(message -> queries.ticket(message.ticketId())
                        .<TicketStepResult>map(
                                ticket -> new TicketStepResult.Done(ticket, Optional.of(message), repeated)))
                .switchIfEmpty(Mono.defer(() -> queries.ticket(subject))
                        .map(ticket -> new TicketStepResult.Done(ticket, Optional.empty(), repeated)));
    }

    public Mono<Ticket> ticket(UUID id) {
        return queries.ticket(id);
    }

    /** The newest first; a page's cursor is the id of its last one. */
    public Mono<Page<Ticket>> tickets(TicketFilter filter) {
        return queries.page(filter);
    }

    /** Those of all tickets that went on in it too, in the order in which they were recorded. */
    public Mono<Page<TicketMessage>> messages(UUID ticketId, Optional<MessageCursor> after, int limit) {
        return queries.messages(ticketId, after, limit);
    }
}
