package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.CommandKey;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentStep;
import io.omnihub.fulfillment.Step;
import io.omnihub.fulfillment.StepResult;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Versions;
import io.omnihub.order.AcceptOfferResult;
import io.omnihub.order.CarryOutResult;
import io.omnihub.order.CollectionCode;
import io.omnihub.order.Fulfillments;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
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
    private static final String PATH = "/api/v1/fulfillment-orders/{id}/";

    /** With the code that its customer will show, which is told this once. */
    private record ReadyJson(FulfillmentOrderJson fulfillmentOrder, Optional<String> collectionCode) {}

    private final Fulfillments fulfillments;
    private final PartsInSight parts;
    private final Requests requests;
    private final Replies replies;

    BackofficeSteps(Fulfillments fulfillments, PartsInSight parts, Requests requests, Replies replies) {
        this.fulfillments = fulfillments;
        this.parts = parts;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> stepRoutes() {
        return RouterFunctions.route()
                .POST(PATH + "acknowledge", plain(FulfillmentStep.ACKNOWLEDGE))
                .POST(PATH + "start-picking", plain(FulfillmentStep.START_PICKING))
                .POST(PATH + "pick", step((body, _) -> StepBody.pick(body)))
                .POST(PATH + "pack", step((body, _) -> StepBody.pack(body)))
                .POST(PATH + "ship", step((body, _) -> StepBody.ship(body)))
                .POST(PATH + "deliver", step((body, _) -> StepBody.deliver(body)))
                .POST(PATH + "fail-delivery", step((body, _) -> StepBody.failDelivery(body)))
                .POST(PATH + "take-back", step((body, _) -> StepBody.takeBack(body)))
                .POST(PATH + "report-lost", step((body, _) -> StepBody.reportLost(body)))
                .POST(PATH + "ready", this::ready)
                .POST(PATH + "collect", step(StepBody::collect))
                .POST(PATH + "reject", step((body, _) -> StepBody.reject(body)))
                .POST(PATH + "accept-cancellation", step((body, _) -> StepBody.acceptCancellation(body)))
                .POST(PATH + "refuse-cancellation", step((body, _) -> StepBody.refuseCancellation(body)))
                .POST(PATH + "hold", step((body, _) -> StepBody.hold(body)))
                .POST(PATH + "release", step((body, _) -> StepBody.release(body)))
                .POST(PATH + "accept-offer", this::acceptOffer)
                .before(Requests::acceptingJson)
                .build();
    }

    private HandlerFunction<ServerResponse> plain(FulfillmentStep name) {
        return step((body, _) -> {
            body.object();
            return new Step.Plain(name);
        });
    }

    private HandlerFunction<ServerResponse> step(BiFunction<Field, UUID, Step> read) {
        return request -> {
            Requests.onlyParameters(request);
            UUID id = Requests.idInPath(request);
            return requests.body(request)
                    .map(body -> read.apply(body, id))
                    .flatMap(step -> carryOut(request, id, step, step).flatMap(result -> answer(result, step)));
        };
    }

    /** A repeat is answered without the code: whoever lost it makes it ready once more. */
    private Mono<ServerResponse> ready(ServerRequest request) {
        Requests.onlyParameters(request);
        UUID id = Requests.idInPath(request);
        return requests.body(request).map(body -> body.object()).flatMap(_ -> {
            CollectionCode code = fulfillments.newCode();
            var step = new Step.Ready(code.hash(id));
            return carryOut(request, id, step, new Step.Plain(FulfillmentStep.READY))
                    .flatMap(result -> result instanceof CarryOutResult.CarriedOut(var part, var repeated)
                            ? ready(part, repeated, code)
                            : answer(result, step));
        });
    }

    private Mono<ServerResponse> ready(FulfillmentOrder part, boolean repeated, CollectionCode code) {
        FulfillmentOrderJson shown = FulfillmentOrderJson.of(part);
        return repeated
                ? replies.replayed(part.version(), new ReadyJson(shown, Optional.empty()))
                : replies.versioned(HttpStatus.OK, part.version(), new ReadyJson(shown, Optional.of(code.digits())));
    }

    private Mono<ServerResponse> acceptOffer(ServerRequest request) {
        Requests.onlyParameters(request);
        UUID id = Requests.idInPath(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request).map(StepBody::store).flatMap(store -> {
            Optional<Versions> expected = Requests.ifMatch(request);
            CommandKey key = key(request, id, FulfillmentStep.ACCEPT_OFFER, store);
            return parts.find(id, caller)
                    .flatMap(part -> fulfillments.acceptOffer(Caller.actor(request), part, store, expected, key))
                    .flatMap(result -> answer(result, store));
        });
    }

    /** @param content what the key's fingerprint is made of, with the part's id */
    private CommandKey key(ServerRequest request, UUID id, FulfillmentStep step, Object content) {
        return requests.requiredKey(
                request, Caller.of(request.attributes()), step.wire(), requests.fingerprint(List.of(id, content)));
    }

    /** @param content what the key's fingerprint is made of */
    private Mono<CarryOutResult> carryOut(ServerRequest request, UUID id, Step step, Object content) {
        Caller caller = Caller.of(request.attributes());
        Optional<Versions> expected = Requests.ifMatch(request);
        CommandKey key = key(request, id, step.name(), content);
        Mono<CarryOutResult> result =
                fulfillments.carryOut(Caller.actor(request), id, caller.scope().location(), step, expected, key);
        return caller.scope().channel().isEmpty()
                ? result
                : parts.find(id, caller).flatMap(_ -> result);
    }

    private Mono<ServerResponse> answer(CarryOutResult result, Step step) {
        return switch (result) {
            case CarryOutResult.Unknown() -> throw PartsInSight.notFound();
            case CarryOutResult.CarriedOut(FulfillmentOrder part, boolean repeated) -> done(part, repeated);
            case CarryOutResult.KeyReused() -> throw Refusals.keyReused();
            case CarryOutResult.OtherVersion(long version) -> throw Refusals.versionMismatch(Optional.of(version));
            case CarryOutResult.Refused(StepResult refusal) -> throw StepRefusals.of(refusal, step);
        };
    }

    private Mono<ServerResponse> answer(AcceptOfferResult result, LocationCode store) {
        return switch (result) {
            case AcceptOfferResult.Accepted(FulfillmentOrder part, boolean repeated) -> done(part, repeated);
            case AcceptOfferResult.KeyReused() -> throw Refusals.keyReused();
            case AcceptOfferResult.OtherVersion(long version) -> throw Refusals.versionMismatch(Optional.of(version));
            case AcceptOfferResult.NotAllowed(FulfillmentOrder part) ->
                throw StepRefusals.notAllowed(part, FulfillmentStep.ACCEPT_OFFER);
            case AcceptOfferResult.Unavailable(List<Alternative> offers) ->
                throw StepRefusals.offerUnavailable(store, offers);
        };
    }

    private Mono<ServerResponse> done(FulfillmentOrder part, boolean repeated) {
        return replies.done(repeated, part.version(), FulfillmentOrderJson.of(part));
    }
}
