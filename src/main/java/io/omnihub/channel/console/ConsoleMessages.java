package io.omnihub.channel.console;

import io.omnihub.access.Caller;
import io.omnihub.channel.Call;
import io.omnihub.channel.Outcome;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.channel.carrier.CarrierSettings;
import io.omnihub.channel.console.TicketJson.MessageJson;
import io.omnihub.channel.console.TicketJson.WithMessage;
import io.omnihub.customer.Customers;
import io.omnihub.engine.BlockingWork;
import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.ticket.NewMessage;
import io.omnihub.ticket.TakeMessageResult;
import io.omnihub.ticket.Ticket;
import io.omnihub.ticket.TicketMessage;
import io.omnihub.ticket.Tickets;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code POST /api/v1/messages}: what customers write, over any channel. */
@Configuration(proxyBeanMethods = false)
class ConsoleMessages {
    private static final MediaType MAIL = new MediaType("message", "rfc822");

    private final Tickets tickets;
    private final Customers customers;
    private final Requests requests;
    private final Replies replies;
    private final Clock clock;
    private final CarrierSettings carriers;
    private final BlockingWork blocking;

    ConsoleMessages(
            Tickets tickets,
            Customers customers,
            Requests requests,
            Replies replies,
            Clock clock,
            CarrierSettings carriers,
            BlockingWork blocking) {
        this.carriers = carriers;
        this.blocking = blocking;
        this.tickets = tickets;
        this.customers = customers;
        this.requests = requests;
        this.replies = replies;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> messageRoutes() {
        return RouterFunctions.route()
                .POST("/api/v1/messages", this::take)
                .POST("/api/v1/messages/email", this::takeMail)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        return requests.call(request).flatMap(this::take).flatMap(replies::of);
    }

    private Mono<ServerResponse> takeMail(ServerRequest request) {
        Requests.onlyParameters(request, "channel");
        ChannelCode channel = Requests.code(request, "channel")
                .map(ChannelCode::new)
                .orElseThrow(() -> Refusals.parameter("channel", "Say over which channel it came."));
        Caller.of(request.attributes()).require(channel);
        return requests.body(request, MAIL)
                .switchIfEmpty(Mono.error(
                        () -> Refusals.field("malformed-mail", "It is no mail", "From", "The body is empty.")))
                .flatMap(raw ->
                        blocking.call(() -> Mail.read(raw, channel, carriers.mailFrom(), customers, clock.instant())))
                .flatMap(
                        mail -> tickets.take(Caller.actor(request), mail, Optional.empty(), requests.fingerprint(mail)))
                .map(result -> outcome(result, Caller.of(request.attributes())))
                .flatMap(replies::of);
    }

    private Mono<Outcome> take(Call call) {
        NewMessage message = MessageBody.message(call.body(), customers, clock.instant());
        call.caller().require(message.channel());
        UUID fingerprint = requests.fingerprint(message);
        Optional<CommandKey> key = message.providerId().isPresent()
                ? call.key("message", fingerprint)
                : Optional.of(call.requiredKey("message", fingerprint));
        return tickets.take(call.actor(), message, key, fingerprint).map(result -> outcome(result, call.caller()));
    }

    private static Outcome outcome(TakeMessageResult result, Caller caller) {
        return switch (result) {
            case TakeMessageResult.Taken(TicketMessage message, Ticket ticket, boolean repeated) ->
                Outcome.made(
                        repeated,
                        URI.create(ConsoleTickets.PATH + "/" + ticket.id() + "/messages"),
                        new WithMessage(shown(ticket, caller), Optional.of(MessageJson.of(message))));
            case TakeMessageResult.MessageReused() ->
                throw Refusals.field(
                        "message-reused",
                        "The id stands for another message",
                        "/providerId",
                        "This id of the provider stands for another message of the channel.");
            case TakeMessageResult.KeyReused() -> throw Refusals.keyReused();
            case TakeMessageResult.UnknownChannel() ->
                throw Refusals.field(
                        "unknown-channel", "The channel is unknown", "/channel", "There is no such channel.");
        };
    }

    private static TicketJson shown(Ticket ticket, Caller caller) {
        TicketJson whole = TicketJson.of(ticket);
        return caller.seesEverything() ? whole : whole.withoutContent();
    }
}
