package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.LocationCode;
import io.omnihub.scarcity.ShadowComputation;
import io.omnihub.scarcity.ShadowPricing;
import io.omnihub.scarcity.ShadowPricing.Requested;
import io.omnihub.sourcing.ShadowPrices.Price;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/sourcing/shadow-prices}: what units are worth to later orders, and what that was computed of. */
@Configuration(proxyBeanMethods = false)
class BackofficeShadowPrices {
    private static final String PATH = "/api/v1/sourcing/shadow-prices";
    private static final String COMPUTATIONS = PATH + "/computations";
    private static final String LIST = "shadow-prices";
    private static final String COMPUTATION_LIST = "shadow-computations";
    /** All such requests ask for the same. */
    private static final UUID EVERYTHING = new UUID(0, 0);

    private static final double MILLIS = 1_000;

    private record PriceJson(String sku, String location, double price) {
        static PriceJson of(Price price) {
            return new PriceJson(
                    price.cell().sku().value(), price.cell().location().value(), price.millis() / MILLIS);
        }
    }

    private record ComputationJson(
            UUID id,
            Instant computedAt,
            Instant validUntil,
            Instant demandFrom,
            int aheadDays,
            long orders,
            long skus,
            long solved,
            long prices,
            double seconds) {
        static ComputationJson of(ShadowComputation computation) {
            return new ComputationJson(
                    computation.id(),
                    computation.computedAt(),
                    computation.validUntil(),
                    computation.demandFrom(),
                    computation.aheadDays(),
                    computation.orders(),
                    computation.skus(),
                    computation.solved(),
                    computation.prices(),
                    computation.took().toMillis() / MILLIS);
        }
    }

    private record RequestedJson(UUID dueWork) {}

    private final ShadowPricing pricing;
    private final Requests requests;
    private final Replies replies;

    BackofficeShadowPrices(ShadowPricing pricing, Requests requests, Replies replies) {
        this.pricing = pricing;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> shadowPriceRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::list)
                .GET(COMPUTATIONS, this::listComputations)
                .POST(COMPUTATIONS, this::compute)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "sku*", "location", "limit", "after");
        return pricing.prices(
                        Requests.skus(request),
                        Requests.code(request, "location").map(LocationCode::new),
                        Requests.after(request, LIST, ShadowPricing::isCursor),
                        Requests.limit(request))
                .flatMap(page -> replies.page(LIST, page, PriceJson::of));
    }

    private Mono<ServerResponse> listComputations(ServerRequest request) {
        Requests.onlyParameters(request, "limit", "after");
        return pricing.computations(
                        Requests.after(request, COMPUTATION_LIST, Requests::isId)
                                .map(UUID::fromString),
                        Requests.limit(request))
                .flatMap(page -> replies.page(COMPUTATION_LIST, page, ComputationJson::of));
    }

    private Mono<ServerResponse> compute(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request).map(body -> body.object()).flatMap(_ -> {
            CommandKey key = requests.requiredKey(request, caller, "compute-shadow-prices", EVERYTHING);
            return pricing.compute(Caller.actor(request), key).flatMap(this::answer);
        });
    }

    private Mono<ServerResponse> answer(Requested result) {
        return switch (result) {
            case Requested.Accepted(UUID dueWork, boolean repeated) ->
                repeated ? replies.replayed(new RequestedJson(dueWork)) : replies.accepted(new RequestedJson(dueWork));
            case Requested.KeyReused() ->
                throw Refusals.keyReused("Idempotency-Key", "This key was used before for something else.");
        };
    }
}
