package io.omnihub.channel.storefront;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.access.Caller;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Money;
import io.omnihub.order.NewPayment;
import io.omnihub.order.Orders;
import io.omnihub.order.Payment;
import io.omnihub.order.PaymentKind;
import io.omnihub.order.Payments;
import io.omnihub.order.RecordPaymentResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/orders/{id}/payments}: what a payment system reports; a storefront's own channel's orders alone. */
@Configuration(proxyBeanMethods = false)
class StorefrontPayments {
    private static final String PATH = "/api/v1/orders/{id}/payments";
    private static final String LIST = "payments";
    private static final int MAX_REFERENCE = 100;
    private static final int MAX_METHOD = 40;

    /** @param amounts of the order, where something was just recorded */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record PaymentJson(
            UUID id,
            UUID orderId,
            String reference,
            String kind,
            Money amount,
            Optional<String> method,
            Instant occurredAt,
            Instant recordedAt,
            Optional<AmountsJson> amounts) {}

    private final Payments payments;
    private final Orders orders;
    private final Requests requests;
    private final Replies replies;
    private final Clock clock;

    StorefrontPayments(Payments payments, Orders orders, Requests requests, Replies replies, Clock clock) {
        this.payments = payments;
        this.orders = orders;
        this.requests = requests;
        this.replies = replies;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> paymentRoutes() {
        return RouterFunctions.route()
                .POST(PATH, this::record)
                .GET(PATH, this::list)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> record(ServerRequest request) {
        Requests.onlyParameters(request);
        UUID id = Requests.idInPath(request);
        return requests.body(request)
                .map(this::reported)
                .flatMap(reported -> visible(id, request)
                        .flatMap(channel -> payments.record(
                                Caller.actor(request),
                                id,
                                channel,
                                reported,
                                requests.fingerprint(List.of(id, reported))))
                        .flatMap(this::answer));
    }

    private Mono<ServerResponse> answer(RecordPaymentResult result) {
        return switch (result) {
            case RecordPaymentResult.Recorded(var payment, var order, var repeated) -> {
                PaymentJson shown = shown(payment, Optional.of(AmountsJson.of(order)));
                yield repeated ? replies.replayed(shown) : replies.created(shown);
            }
            case RecordPaymentResult.ReferenceReused() ->
                throw Refusals.keyReused(
                        "/reference", "This reference stands for another payment or refund of this channel.");
            case RecordPaymentResult.OtherCurrency(String currency) ->
                throw ChargesBody.otherCurrency("/amount/currency", currency);
            case RecordPaymentResult.TooMuch(long left) ->
                throw Refusals.field(
                        "money-out-of-range",
                        "Money is out of range",
                        "/amount/amount",
                        "At most %,d minor units more can be recorded for this order.".formatted(left));
        };
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "limit", "after");
        UUID id = Requests.idInPath(request);
        Optional<UUID> after = Requests.after(request, LIST, Requests::isId).map(UUID::fromString);
        int limit = Requests.limit(request);
        return visible(id, request)
                .flatMap(_ -> payments.payments(id, after, limit))
                .flatMap(page -> replies.page(LIST, page, payment -> shown(payment, Optional.empty())));
    }

    /** The channel of an order that is there for the caller. */
    private Mono<ChannelCode> visible(UUID orderId, ServerRequest request) {
        Caller caller = Caller.of(request.attributes());
        return orders.channel(orderId)
                .filter(caller::sees)
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such order.")));
    }

    private NewPayment reported(Field body) {
        Field payment = body.object("reference", "kind", "amount", "method", "occurredAt");
        return new NewPayment(
                payment.at("reference").trimmed(MAX_REFERENCE),
                payment.at("kind").word(PaymentKind.class),
                payment.at("amount").money(1, Money.MAX_TOTAL),
                payment.maybe("method").map(method -> method.text(MAX_METHOD)),
                payment.maybe("occurredAt").map(time -> time.time(clock.instant())));
    }

    private static PaymentJson shown(Payment payment, Optional<AmountsJson> amounts) {
        return new PaymentJson(
                payment.id(),
                payment.orderId(),
                payment.reference(),
                payment.kind().wire(),
                payment.amount(),
                payment.method(),
                payment.occurredAt(),
                payment.recordedAt(),
                amounts);
    }
}
