package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Outcome;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.CommandKey;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentStep;
import io.omnihub.kernel.LocationCode;
import io.omnihub.order.AcceptOfferResult;
import io.omnihub.order.Fulfillments;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code /api/v1/fulfillment-orders/{id}/…}: a store works on those of its own location alone, a storefront decides about
 * those of its own channel.
 */
@Configuration(proxyBeanMethods = false)
class BackofficeSteps {
    /** Of the routes, before the name of the step. */
    static final String PATH = "/api/v1/fulfillment-orders/{id}/";

    private final PartSteps steps;
    private final Fulfillments fulfillments;
    private final PartsInSight parts;
    private final Requests requests;
    private final Replies replies;

    BackofficeSteps(
            PartSteps steps, Fulfillments fulfillments, PartsInSight parts, Requests requests, Replies replies) {
        this.steps = steps;
        this.fulfillments = fulfillments;
        this.parts = parts;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> stepRoutes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        PartSteps.readable().forEach(step -> routes.POST(PATH + step.wire(), step(step)));
        return routes.POST(PATH + "ready", step(FulfillmentStep.READY))
                .POST(PATH + "accept-offer", this::acceptOffer)
                .before(Requests::acceptingJson)
                .build();
    }

    private HandlerFunction<ServerResponse> step(FulfillmentStep step) {
        return request -> {
            UUID id = Requests.idInPath(request);
            return requests.call(request)
                    .flatMap(call -> steps.carryOut(step, id, call))
                    .flatMap(replies::of);
        };
    }

    private Mono<ServerResponse> acceptOffer(ServerRequest request) {
        UUID id = Requests.idInPath(request);
        return requests.call(request).flatMap(call -> {
            LocationCode store = StepBody.store(call.body());
            CommandKey key =
                    call.requiredKey(FulfillmentStep.ACCEPT_OFFER.wire(), requests.fingerprint(List.of(id, store)));
            return parts.find(id, call.caller())
                    .flatMap(part -> fulfillments.acceptOffer(call.actor(), part, store, call.expected(), key))
                    .flatMap(result -> replies.of(outcome(result, store, call.caller())));
        });
    }

    private static Outcome outcome(AcceptOfferResult result, LocationCode store, Caller caller) {
        return switch (result) {
            case AcceptOfferResult.Accepted(FulfillmentOrder part, boolean repeated) ->
                Outcome.step(repeated, part.version(), FulfillmentOrderJson.of(part, caller));
            case AcceptOfferResult.KeyReused() -> throw Refusals.keyReused();
            case AcceptOfferResult.OtherVersion(long version) -> throw Refusals.versionMismatch(Optional.of(version));
            case AcceptOfferResult.NotAllowed(FulfillmentOrder part) ->
                throw StepRefusals.notAllowed(part, FulfillmentStep.ACCEPT_OFFER, caller);
            case AcceptOfferResult.Unavailable(List<Alternative> offers) ->
                throw StepRefusals.offerUnavailable(store, offers);
        };
    }
}
