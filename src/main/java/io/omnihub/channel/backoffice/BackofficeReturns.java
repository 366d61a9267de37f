package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.Orders;
import io.omnihub.returns.NewReturn;
import io.omnihub.returns.RequestReturnResult;
import io.omnihub.returns.Return;
import io.omnihub.returns.ReturnFilter;
import io.omnihub.returns.ReturnState;
import io.omnihub.returns.Returns;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code /api/v1/orders/{id}/returns} and {@code /api/v1/returns}: a storefront has the returns of its own channel's orders, a
 * store those that it has received.
 */
@Configuration(proxyBeanMethods = false)
class BackofficeReturns {
    static final String PATH = "/api/v1/returns";
    private static final String LIST = "returns";

    private final Returns returns;
    private final ReturnsInSight inSight;
    private final ReturnReceipts receipts;
    private final Orders orders;
    private final Requests requests;
    private final Replies replies;

    BackofficeReturns(
            Returns returns,
            ReturnsInSight inSight,
            ReturnReceipts receipts,
            Orders orders,
            Requests requests,
            Replies replies) {
        this.returns = returns;
        this.inSight = inSight;
        this.receipts = receipts;
        this.orders = orders;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> returnRoutes() {
        return RouterFunctions.route()
                .POST("/api/v1/orders/{id}/returns", this::request)
                .POST(PATH, this::takeBack)
                .GET(PATH, this::list)
                .GET(PATH + "/{id}", this::read)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> request(ServerRequest request) {
        Requests.onlyParameters(request);
        UUID id = Requests.idInPath(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request)
                .map(ReturnBody::requested)
                .flatMap(asked -> orders.order(id)
                        .filter(order -> caller.sees(order.order().channel()))
                        .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such order.")))
                        .flatMap(order -> request(request, order, asked)));
    }

    private Mono<ServerResponse> request(ServerRequest request, OrderDetails order, NewReturn asked) {
        UUID fingerprint = requests.fingerprint(List.of(order.order().id(), asked));
        return returns.request(Caller.actor(request), order, asked, fingerprint).flatMap(result -> {
            if (result instanceof RequestReturnResult.Requested(Return made, boolean repeated)) {
                return made(made, repeated, Caller.of(request.attributes()));
            }
            throw ReturnRefusals.of(result, asked);
        });
    }

    private Mono<ServerResponse> takeBack(ServerRequest request) {
        return requests.call(request).flatMap(receipts::takeBack).flatMap(replies::of);
    }

    private Mono<ServerResponse> made(Return made, boolean repeated, Caller caller) {
        return repeated
                ? replies.replayed(ReturnJson.of(made, caller))
                : replies.created(URI.create(PATH + "/" + made.id()), ReturnJson.of(made, caller));
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "order", "channel", "location", "state", "limit", "after");
        Caller caller = Caller.of(request.attributes());
        var filter = new ReturnFilter(
                Requests.parameter(request, "order", Requests::isId, "the id of an order")
                        .map(UUID::fromString),
                caller.ofChannel(Requests.code(request, "channel").map(ChannelCode::new)),
                caller.ofLocation(Requests.code(request, "location").map(LocationCode::new)),
                Requests.word(request, "state", ReturnState.class),
                Requests.after(request, LIST, Requests::isId).map(UUID::fromString),
                Requests.limit(request));
        return returns.list(filter).flatMap(page -> replies.page(LIST, page, found -> ReturnJson.of(found, caller)));
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return inSight.find(Requests.idInPath(request), caller)
                .flatMap(found -> replies.versioned(HttpStatus.OK, found.version(), ReturnJson.of(found, caller)));
    }
}
