package io.omnihub.channel.backoffice;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.omnihub.access.Caller;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.channel.storefront.OrderBody;
import io.omnihub.channel.storefront.OrderJson;
import io.omnihub.engine.CommandKey;
import io.omnihub.order.NewOrder;
import io.omnihub.order.OrderDetails;
import io.omnihub.returns.Return;
import io.omnihub.returns.ReturnStep;
import io.omnihub.returns.ReturnStepResult;
import io.omnihub.returns.ReturnWork;
import io.omnihub.returns.Returns;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/returns/{id}/…}: what is done with a return, by whom it concerns. */
@Configuration(proxyBeanMethods = false)
class BackofficeReturnSteps {
    /** Of the routes, before the name of the step. */
    static final String PATH = BackofficeReturns.PATH + "/{id}/";

    /** With what the customer gets instead. */
    private record ExchangeJson(@JsonProperty("return") ReturnJson returned, OrderJson order) {}

    private final Returns returns;
    private final ReturnsInSight inSight;
    private final ReturnReceipts receipts;
    private final Requests requests;
    private final Replies replies;

    BackofficeReturnSteps(
            Returns returns, ReturnsInSight inSight, ReturnReceipts receipts, Requests requests, Replies replies) {
        this.returns = returns;
        this.inSight = inSight;
        this.receipts = receipts;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> returnStepRoutes() {
        return RouterFunctions.route()
                .POST(PATH + "approve", step(body -> ReturnBody.plain(ReturnStep.APPROVE, body)))
                .POST(PATH + "refuse", step(body -> ReturnBody.withReason(ReturnStep.REFUSE, body)))
                .POST(PATH + "cancel", step(body -> ReturnBody.withReason(ReturnStep.CANCEL, body)))
                .POST(PATH + "send", step(body -> ReturnBody.plain(ReturnStep.SEND, body)))
                .POST(PATH + "receive", step(ReturnBody::receive))
                .POST(PATH + "inspect", step(ReturnBody::inspect))
                .POST(PATH + "refund", step(ReturnBody::refund))
                .POST(PATH + "close", step(body -> ReturnBody.plain(ReturnStep.CLOSE, body)))
                .POST(PATH + "exchange", this::exchange)
                .before(Requests::acceptingJson)
                .build();
    }

    private HandlerFunction<ServerResponse> step(Function<Field, ReturnWork> read) {
        return request -> {
            UUID id = Requests.idInPath(request);
            return requests.call(request)
                    .flatMap(call -> receipts.carryOut(id, call, read))
                    .flatMap(replies::of);
        };
    }

    private Mono<ServerResponse> exchange(ServerRequest request) {
        Requests.onlyParameters(request);
        UUID id = Requests.idInPath(request);
        return requests.body(request)
                .map(body -> body.object("order").at("order"))
                .flatMap(field -> inSight.find(id, Caller.of(request.attributes()))
                        .flatMap(found -> exchange(request, found, field, OrderBody.order(field))));
    }

    private Mono<ServerResponse> exchange(ServerRequest request, Return found, Field field, NewOrder wanted) {
        Caller.of(request.attributes()).require(wanted.channel());
        found.source().ifPresent(of -> requireSame(of, field, wanted));
        UUID fingerprint = requests.fingerprint(wanted);
        return returns.exchange(
                        Caller.actor(request),
                        found,
                        wanted,
                        Requests.ifMatch(request),
                        key(request, found.id(), ReturnStep.EXCHANGE, wanted),
                        fingerprint)
                .flatMap(result -> exchanged(result, wanted, Caller.of(request.attributes())));
    }

    private Mono<ServerResponse> exchanged(ReturnStepResult result, NewOrder wanted, Caller caller) {
        if (result instanceof ReturnStepResult.Done(Return done, Optional<OrderDetails> order, boolean repeated)) {
            var shown = new ExchangeJson(ReturnJson.of(done, caller), OrderJson.of(order.orElseThrow()));
            return repeated
                    ? replies.replayed(done.version(), shown)
                    : replies.versioned(HttpStatus.CREATED, done.version(), shown);
        }
        throw ReturnRefusals.of(result, wanted, caller);
    }

    /** Money is not exchanged, and neither are customers between channels. */
    private static void requireSame(Return.Source source, Field order, NewOrder wanted) {
        if (!source.channel().equals(wanted.channel())) {
            throw order.at("channel").invalid("Must be the channel of the order that the return is of.");
        }
        if (!source.currency().equals(wanted.currency())) {
            throw Refusals.field(
                    "currency-mismatch",
                    "The currency is another",
                    order.at("currency").pointer(),
                    "The return is in " + source.currency() + ".");
        }
    }

    private CommandKey key(ServerRequest request, UUID id, ReturnStep step, Object content) {
        return requests.requiredKey(
                request,
                Caller.of(request.attributes()),
                "return-" + step.wire(),
                requests.fingerprint(List.of(id, content)));
    }
}
