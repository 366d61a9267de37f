package io.omnihub.channel.storefront;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.channel.storefront.SalesRefusals.Wanted;
import io.omnihub.kernel.LocationCode;
import io.omnihub.order.SourcingAnswer;
import io.omnihub.order.SourcingPreview;
import io.omnihub.order.SourcingQuestion;
import io.omnihub.sourcing.Demand;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/sourcing}: what would become of an order now. */
@Configuration(proxyBeanMethods = false)
class StorefrontSourcing {
    private final SourcingPreview preview;
    private final Requests requests;
    private final Replies replies;

    StorefrontSourcing(SourcingPreview preview, Requests requests, Replies replies) {
        this.preview = preview;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> sourcingRoutes() {
        return RouterFunctions.route()
                .POST("/api/v1/sourcing/preview", this::preview)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> preview(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request).map(SourcingBody::question).flatMap(question -> {
            caller.require(question.channel());
            return preview.ask(question).flatMap(answer -> answer(answer, question));
        });
    }

    private Mono<ServerResponse> answer(SourcingAnswer answer, SourcingQuestion question) {
        return switch (answer) {
            case SourcingAnswer.Planned(var asOf, var plan) -> replies.ok(SourcingJson.of(asOf, plan));
            case SourcingAnswer.UnknownLocations(List<LocationCode> unknown) ->
                throw Refusals.entries(
                        "unknown-location",
                        "A location is unknown",
                        "/without/%d",
                        "There is no such location.",
                        question.without(),
                        unknown::contains);
            case SourcingAnswer.Unsaleable(var why) ->
                throw SalesRefusals.unsaleable(
                        why,
                        question.channel(),
                        Wanted.inOrder(question.lines(), Demand.Line::sku, Demand.Line::quantity));
        };
    }
}
