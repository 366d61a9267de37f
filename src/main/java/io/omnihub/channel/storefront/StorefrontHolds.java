package io.omnihub.channel.storefront;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.channel.storefront.SalesRefusals.Wanted;
import io.omnihub.hold.Hold;
import io.omnihub.hold.Holds;
import io.omnihub.hold.MakeHoldResult;
import io.omnihub.hold.NewHold;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Sku;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/holds}: a storefront makes, sees and releases the holds of its own channel alone. */
@Configuration(proxyBeanMethods = false)
class StorefrontHolds {
    private static final String PATH = "/api/v1/holds";

    private final Holds holds;
    private final Requests requests;
    private final Replies replies;
    private final Clock clock;

    StorefrontHolds(Holds holds, Requests requests, Replies replies, Clock clock) {
        this.holds = holds;
        this.requests = requests;
        this.replies = replies;
        this.clock = clock;
    }

    /** Routes are looked through in order, and these are asked for most. */
    @Bean
    @Order(0)
    RouterFunction<ServerResponse> holdRoutes() {
        return RouterFunctions.route()
                .POST(PATH, this::make)
                .GET(PATH + "/{id}", this::read)
                .DELETE(PATH + "/{id}", this::release)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> make(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request).map(HoldBody::hold).flatMap(asked -> {
            caller.require(asked.channel());
            var key = requests.requiredKey(request, caller, "make-hold", requests.fingerprint(asked));
            return holds.make(caller.id(), asked, key).flatMap(result -> answer(result, asked));
        });
    }

    private Mono<ServerResponse> answer(MakeHoldResult result, NewHold asked) {
        return switch (result) {
            case MakeHoldResult.Made(Hold hold, boolean repeated) -> {
                HoldJson body = HoldJson.of(hold, clock.instant());
                yield repeated ? replies.replayed(body) : replies.created(URI.create(PATH + "/" + hold.id()), body);
            }
            case MakeHoldResult.KeyReused() ->
                throw Refusals.keyReused("Idempotency-Key", "This key was used before for another hold.");
            case MakeHoldResult.Unsaleable(var why) ->
                throw SalesRefusals.unsaleable(why, asked.channel(), wanted(asked));
            case MakeHoldResult.InsufficientStock(Map<Sku, Long> available) ->
                throw SalesRefusals.insufficientStock(wanted(asked), available, List.of());
        };
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        return visible(Requests.idInPath(request), Caller.of(request.attributes()))
                .flatMap(hold -> replies.ok(HoldJson.of(hold, clock.instant())));
    }

    private Mono<ServerResponse> release(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return visible(Requests.idInPath(request), caller)
                .flatMap(hold -> holds.release(caller.id(), hold))
                .flatMap(result -> switch (result) {
                    case OVER -> ServerResponse.noContent().build();
                    case COMMITTED ->
                        throw Problem.of(
                                        409,
                                        "hold-committed",
                                        "The hold is an order's",
                                        "An order has used it up. Cancel the order instead.")
                                .toException();
                });
    }

    /** Another channel's hold is as good as none. */
    private Mono<Hold> visible(UUID id, Caller caller) {
        return holds.hold(id)
                .filter(hold -> caller.sees(hold.channel()))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such hold.")));
    }

    private static List<Wanted> wanted(NewHold asked) {
        return Wanted.inOrder(asked.lines(), NewHold.Line::sku, NewHold.Line::quantity);
    }
}
