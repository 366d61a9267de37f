package io.omnihub.channel.console;

import io.omnihub.channel.Call;
import io.omnihub.channel.Field;
import io.omnihub.channel.Outcome;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.channel.console.TicketJson.MessageJson;
import io.omnihub.channel.console.TicketJson.WithMessage;
import io.omnihub.customer.Customers;
import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Text;
import io.omnihub.kernel.Wire;
import io.omnihub.ticket.MessageCursor;
import io.omnihub.ticket.Ticket;
import io.omnihub.ticket.TicketFilter;
import io.omnihub.ticket.TicketNumber;
import io.omnihub.ticket.TicketState;
import io.omnihub.ticket.TicketStep;
import io.omnihub.ticket.TicketStepResult;
import io.omnihub.ticket.TicketWork;
import io.omnihub.ticket.Tickets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/tickets}: what is asked of us, and what is done about it. */
@Configuration(proxyBeanMethods = false)
class ConsoleTickets {
    static final String PATH = "/api/v1/tickets";
    private static final String ONE = PATH + "/{id}";
    private static final String LIST = "tickets";
    private static final String MESSAGE_LIST = "ticket-messages";
    private static final int MAX_SEARCH = 200;

    private final Tickets tickets;
    private final Customers customers;
    private final Requests requests;
    private final Replies replies;

    ConsoleTickets(Tickets tickets, Customers customers, Requests requests, Replies replies) {
        this.tickets = tickets;
        this.customers = customers;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> ticketRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::list)
                .GET(ONE, this::read)
                .GET(ONE + "/messages", this::messages)
                .POST(ONE + "/messages", step(TicketBody::reply))
                .POST(ONE + "/notes", step(TicketBody::note))
                .POST(ONE + "/edit", step(TicketBody::edit))
                .POST(ONE + "/wait", step(body -> TicketBody.plain(body, new TicketWork.Wait())))
                .POST(ONE + "/snooze", step(TicketBody::snooze))
                .POST(ONE + "/resolve", step(body -> TicketBody.plain(body, new TicketWork.Resolve())))
                .POST(ONE + "/reopen", step(body -> TicketBody.plain(body, new TicketWork.Reopen())))
                .POST(ONE + "/merge", this::merge)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "state*", "customer", "order", "tag", "number", "q", "limit", "after");
        return ConsoleCustomers.person(request, customers)
                .map(persons -> filter(request, persons))
                .flatMap(tickets::tickets)
                .flatMap(page -> replies.page(LIST, page, TicketJson::of));
    }

    private static TicketFilter filter(ServerRequest request, Optional<Set<UUID>> persons) {
        return new TicketFilter(
                states(request),
                persons,
                Requests.parameter(request, "order", Requests::isId, "an id").map(UUID::fromString),
                Requests.code(request, "tag"),
                Requests.parameter(
                                request,
                                "number",
                                text -> TicketNumber.parse(text).isPresent(),
                                "a number of a ticket, for instance T-100042")
                        .flatMap(TicketNumber::parse),
                Requests.parameter(
                        request,
                        "q",
                        text -> Text.isValid(text, 1, MAX_SEARCH) && !text.isBlank(),
                        "1 to " + MAX_SEARCH + " characters, not blank"),
                Requests.after(request, LIST, Requests::isId).map(UUID::fromString),
                Requests.limit(request));
    }

    /** It may stand several times: any of them. */
    private static Set<TicketState> states(ServerRequest request) {
        List<String> words = Wire.words(TicketState.class);
        return request.queryParams().getOrDefault("state", List.of()).stream()
                .map(word -> {
                    if (word == null || !words.contains(word)) {
                        throw Refusals.parameter("state", "Must be one of " + String.join(", ", words) + ".");
                    }
                    return Wire.parse(TicketState.class, word);
                })
                .collect(Collectors.toSet());
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        return find(Requests.idInPath(request))
                .flatMap(ticket -> replies.personal(ticket.version(), TicketJson.of(ticket)));
    }

    private Mono<Ticket> find(UUID id) {
        return tickets.ticket(id).switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such ticket.")));
    }

    private Mono<ServerResponse> messages(ServerRequest request) {
        Requests.onlyParameters(request, "limit", "after");
        Optional<MessageCursor> after =
                Requests.after(request, MESSAGE_LIST, MessageCursor::isCursor).map(MessageCursor::parse);
        return find(Requests.idInPath(request))
                .flatMap(ticket -> tickets.messages(ticket.id(), after, Requests.limit(request)))
                .flatMap(page -> replies.page(MESSAGE_LIST, page, MessageJson::of));
    }

    private HandlerFunction<ServerResponse> step(Function<Field, TicketWork> read) {
        return request -> {
            UUID id = Requests.idInPath(request);
            return requests.call(request)
                    .flatMap(call -> carryOut(id, call, read.apply(call.body())))
                    .flatMap(replies::of);
        };
    }

    private Mono<Outcome> carryOut(UUID id, Call call, TicketWork work) {
        CommandKey key = call.requiredKey("ticket-" + work.step().wire(), requests.fingerprint(List.of(id, work)));
        return find(id).flatMap(ticket -> tickets.carryOut(call.actor(), ticket, work, call.expected(), key))
                .map(result -> outcome(result, work.step()));
    }

    private Mono<ServerResponse> merge(ServerRequest request) {
        UUID id = Requests.idInPath(request);
        return requests.call(request).flatMap(call -> merge(id, call)).flatMap(replies::of);
    }

    private Mono<Outcome> merge(UUID id, Call call) {
        Field into = call.body().object("into").at("into");
        UUID target = MessageBody.id(into);
        CommandKey key = call.requiredKey("ticket-merge", requests.fingerprint(List.of(id, target)));
        Mono<Ticket> other = tickets.ticket(target)
                .switchIfEmpty(Mono.error(() -> Refusals.field(
                        "unknown-ticket", "The ticket is unknown", into.pointer(), "There is no such ticket.")));
        return find(id).flatMap(
                        ticket -> other.flatMap(to -> tickets.merge(call.actor(), ticket, to, call.expected(), key)))
                .map(result -> outcome(result, TicketStep.MERGE));
    }

    private static Outcome outcome(TicketStepResult result, TicketStep step) {
        return switch (result) {
            case TicketStepResult.Done(Ticket ticket, var message, boolean repeated) ->
                Outcome.step(
                        repeated,
                        ticket.version(),
                        new WithMessage(TicketJson.of(ticket), message.map(MessageJson::of)));
            case TicketStepResult.KeyReused() -> throw Refusals.keyReused();
            case TicketStepResult.OtherVersion(long version) -> throw Refusals.versionMismatch(Optional.of(version));
            case TicketStepResult.NotAllowed(Ticket ticket) ->
                throw Refusals.stepNotAllowed(
                        "It is %s, where %s is not possible."
                                .formatted(ticket.state().wire(), step.wire()),
                        ticket.state(),
                        TicketJson.steps(ticket));
            case TicketStepResult.BadTime() ->
                throw Refusals.field(
                        "invalid-field", "A field is not valid", "/until", "Must lie ahead, and no more than a year.");
            case TicketStepResult.SameTicket() ->
                throw Refusals.field(
                        "same-ticket", "It is the same ticket", "/into", "A ticket does not go on in itself.");
            case TicketStepResult.OtherCustomer() ->
                throw Refusals.field(
                        "other-customer",
                        "The tickets are of two customers",
                        "/into",
                        "Merge the customers first, if they are one.");
            case TicketStepResult.TargetOver(Ticket target) ->
                throw Refusals.field(
                        "ticket-over",
                        "The ticket is over",
                        "/into",
                        "It is " + target.state().wire() + "; reopen it, or name another one.");
            case TicketStepResult.WindowOver() ->
                throw Problem.of(
                                409,
                                "reply-window-over",
                                "It is too late to answer there",
                                "The network lets nobody answer so long after the customer's last message.")
                        .toException();
            case TicketStepResult.NoAddress() ->
                throw Problem.of(
                                409,
                                "no-address",
                                "There is nowhere to answer to",
                                "Nobody has written over the ticket's channel with an address.")
                        .toException();
        };
    }
}
