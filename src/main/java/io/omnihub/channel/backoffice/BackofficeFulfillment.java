package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.fulfillment.FulfillmentFilter;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentQueries;
import io.omnihub.fulfillment.FulfillmentState;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.order.Orders;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/fulfillment-orders}: what there is to do, for whom it concerns. */
@Configuration(proxyBeanMethods = false)
class BackofficeFulfillment {
    private static final String PATH = "/api/v1/fulfillment-orders";
    private static final String LIST = "fulfillment-orders";

    private final FulfillmentQueries fulfillment;
    private final Orders orders;
    private final PartsInSight parts;
    private final Replies replies;

    BackofficeFulfillment(FulfillmentQueries fulfillment, Orders orders, PartsInSight parts, Replies replies) {
        this.fulfillment = fulfillment;
        this.orders = orders;
        this.parts = parts;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> fulfillmentRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::list)
                .GET(PATH + "/{id}", this::read)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "channel", "location", "state", "limit", "after");
        Caller caller = Caller.of(request.attributes());
        Optional<ChannelCode> channel =
                caller.ofChannel(Requests.code(request, "channel").map(ChannelCode::new));
        Optional<LocationCode> location =
                caller.ofLocation(Requests.code(request, "location").map(LocationCode::new));
        var filter = new FulfillmentFilter(
                location,
                Requests.word(request, "state", FulfillmentState.class),
                Requests.after(request, LIST, Requests::isId).map(UUID::fromString),
                Requests.limit(request));
        return channel.map(code -> orders.fulfillmentOrders(code, filter))
                .orElseGet(() -> fulfillment.page(filter))
                .flatMap(page -> replies.page(LIST, page, part -> FulfillmentOrderJson.of(part, caller)));
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return parts.find(Requests.idInPath(request), caller)
                .flatMap(part -> shown(part, caller))
                .flatMap(part -> part.isPersonal()
                        ? replies.personal(part.version(), part)
                        : replies.versioned(HttpStatus.OK, part.version(), part));
    }

    /** Whom it is for is read where it stands, for who hands it over or sends it, and for nobody else. */
    private Mono<FulfillmentOrderJson> shown(FulfillmentOrder part, Caller caller) {
        if (part.state() == FulfillmentState.READY_FOR_PICKUP) {
            return orders.order(part.orderId())
                    .map(order -> FulfillmentOrderJson.withCollectors(part, caller, order.recipient()));
        }
        return part.isToBeSent() && caller.scope().channel().isEmpty()
                ? orders.order(part.orderId())
                        .map(order -> FulfillmentOrderJson.withDestination(part, caller, order.recipient()))
                : Mono.just(FulfillmentOrderJson.of(part, caller));
    }
}
