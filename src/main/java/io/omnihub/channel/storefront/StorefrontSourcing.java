package io.omnihub.channel.storefront;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.channel.storefront.SalesRefusals.Wanted;
import io.omnihub.kernel.Page;
import io.omnihub.order.OrderSourcing;
import io.omnihub.order.Orders;
import io.omnihub.order.SourcingAnswer;
import io.omnihub.order.SourcingPreview;
import io.omnihub.order.SourcingQuestion;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Why orders are fulfilled from where they are, and what would become of one now. */
@Configuration(proxyBeanMethods = false)
class StorefrontSourcing {
    private static final String LIST = "order-sourcing";

    private final Orders orders;
    private final SourcingPreview preview;
    private final Requests requests;
    private final Replies replies;

    StorefrontSourcing(Orders orders, SourcingPreview preview, Requests requests, Replies replies) {
        this.orders = orders;
        this.preview = preview;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> sourcingRoutes() {
        return RouterFunctions.route()
                .GET("/api/v1/orders/{id}/sourcing", this::explain)
                .POST("/api/v1/sourcing/preview", this::preview)
                .build();
    }

    /** Another channel's order is as good as none. */
    private Mono<ServerResponse> explain(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        UUID id = Requests.idInPath(request);
        return orders.order(id)
                .filter(details -> caller.mayUse(details.order().channel()))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such order.")))
                .flatMap(_ -> orders.sourcing(id).collectList())
                .flatMap(decisions ->
                        replies.page(LIST, new Page<OrderSourcing>(decisions, Optional.empty()), SourcingJson::of));
    }

    private Mono<ServerResponse> preview(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request).map(SourcingBody::question).flatMap(question -> {
            SalesRefusals.requireChannel(caller, question.channel());
            return preview.ask(question).flatMap(answer -> answer(answer, question));
        });
    }

    private Mono<ServerResponse> answer(SourcingAnswer answer, SourcingQuestion question) {
        return switch (answer) {
            case SourcingAnswer.Planned(var asOf, var plan) -> replies.ok(SourcingJson.of(asOf, plan));
            case SourcingAnswer.UnknownChannel() -> throw SalesRefusals.unknownChannel(question.channel());
            case SourcingAnswer.UnknownItems(var skus) ->
                throw SalesRefusals.unknownItems(
                        question.lines().stream()
                                .map(line -> new Wanted(line.sku(), line.quantity()))
                                .toList(),
                        skus);
        };
    }
}
