package io.omnihub.channel.storefront;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Text;
import io.omnihub.order.CancelOrderResult;
import io.omnihub.order.Cancellation;
import io.omnihub.order.EditOrderResult;
import io.omnihub.order.NewOrder;
import io.omnihub.order.Order;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.OrderFilter;
import io.omnihub.order.OrderNumber;
import io.omnihub.order.OrderSourcing;
import io.omnihub.order.OrderState;
import io.omnihub.order.Orders;
import io.omnihub.returns.Returns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/orders}: a storefront sees and changes the orders of its own channel alone. */
@Configuration(proxyBeanMethods = false)
class StorefrontOrders {
    static final String PATH = "/api/v1/orders";
    private static final String LIST = "orders";
    private static final String CANCELLATIONS = "cancellations";
    private static final String EDITS = "edits";

    /** Reads a page of what was changed of an order. */
    private interface Changes<T> {
        Mono<Page<T>> page(UUID orderId, Optional<UUID> after, int limit);
    }

    private final Orders orders;
    private final OrderPlacing placing;
    private final Returns returns;
    private final Requests requests;
    private final Replies replies;

    StorefrontOrders(Orders orders, OrderPlacing placing, Returns returns, Requests requests, Replies replies) {
        this.orders = orders;
        this.placing = placing;
        this.returns = returns;
        this.requests = requests;
        this.replies = replies;
    }

    /** Routes are looked through in order, and these are asked for most. */
    @Bean
    @org.springframework.core.annotation.Order(0)
    RouterFunction<ServerResponse> orderRoutes() {
        return RouterFunctions.route()
                .POST(PATH, this::place)
                .GET(PATH, this::list)
                .GET(PATH + "/{id}", this::read)
                .POST(PATH + "/{id}/cancellations", this::cancel)
                .POST(PATH + "/{id}/edits", this::edit)
                .GET(PATH + "/{id}/cancellations", this::cancellations)
                .GET(PATH + "/{id}/edits", this::edits)
                .GET(PATH + "/{id}/sourcing", this::explain)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> place(ServerRequest request) {
        return requests.call(request)
                .flatMap(call -> {
                    NewOrder order = OrderBody.order(call.body());
                    call.caller().require(order.channel());
                    return placing.place(call, order);
                })
                .flatMap(replies::of);
    }

    private Mono<ServerResponse> cancel(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        UUID id = Requests.idInPath(request);
        return requests.body(request).map(OrderBody::cancellation).flatMap(asked -> {
            CommandKey key =
                    requests.requiredKey(request, caller, "cancel-order", requests.fingerprint(List.of(id, asked)));
            return visible(id, caller)
                    .flatMap(order -> orders.cancel(Caller.actor(request), order, asked.lines(), asked.reason(), key))
                    .flatMap(result -> answer(result, asked));
        });
    }

    private Mono<ServerResponse> answer(CancelOrderResult result, OrderBody.Cancelling asked) {
        return switch (result) {
            case CancelOrderResult.Cancelled(var cancellation, var details, var repeated) -> {
                var shown = OrderJson.of(cancellation, Optional.of(details));
                if (repeated) {
                    yield replies.replayed(shown);
                }
                yield cancellation.requested().isEmpty() ? replies.created(shown) : replies.accepted(shown);
            }
            case CancelOrderResult.KeyReused() ->
                throw Refusals.keyReused("Idempotency-Key", "This key was used before to cancel something else.");
            case CancelOrderResult.UnknownLines(List<Integer> lineNumbers) ->
                throw ChangeRefusals.unknownLines(
                        lineNumbers,
                        asked.lines().stream()
                                .map(Cancellation.Line::lineNumber)
                                .toList());
            case CancelOrderResult.NotCancellable(Order order, Map<Integer, Long> cancellable) ->
                throw ChangeRefusals.notCancellable(order, cancellable, asked.lines());
        };
    }

    private Mono<ServerResponse> edit(ServerRequest request) {
        Requests.onlyParameters(request);
        UUID id = Requests.idInPath(request);
        return requests.body(request)
                .flatMap(body -> visible(id, Caller.of(request.attributes()))
                        .flatMap(details -> edit(
                                request,
                                details,
                                OrderBody.edit(body, details.order().currency()))));
    }

    private Mono<ServerResponse> edit(ServerRequest request, OrderDetails known, OrderBody.Editing asked) {
        UUID fingerprint = requests.fingerprint(List.of(known.order().id(), asked));
        CommandKey key = requests.requiredKey(request, Caller.of(request.attributes()), "edit-order", fingerprint);
        return orders.edit(Caller.actor(request), known, asked.change(), asked.reason(), key)
                .flatMap(result -> switch (result) {
                    case EditOrderResult.Edited(var edit, var details, boolean repeated) ->
                        repeated
                                ? replies.replayed(OrderJson.of(edit, Optional.of(details)))
                                : replies.created(OrderJson.of(edit, Optional.of(details)));
                    case EditOrderResult.Refused refused ->
                        throw ChangeRefusals.of(refused, asked.change(), known.order());
                });
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        return visible(Requests.idInPath(request), Caller.of(request.attributes()))
                .zipWhen(details -> returns.ofOrder(details.order().id()), OrderJson::of)
                .flatMap(replies::ok);
    }

    private Mono<ServerResponse> cancellations(ServerRequest request) {
        return changes(
                request,
                CANCELLATIONS,
                orders::cancellations,
                cancellation -> OrderJson.of(cancellation, Optional.empty()));
    }

    private Mono<ServerResponse> edits(ServerRequest request) {
        return changes(request, EDITS, orders::edits, edit -> OrderJson.of(edit, Optional.empty()));
    }

    /** A page of what was changed of an order. */
    private <T> Mono<ServerResponse> changes(
            ServerRequest request, String list, Changes<T> read, Function<T, Object> view) {
        Requests.onlyParameters(request, "limit", "after");
        UUID id = Requests.idInPath(request);
        Optional<UUID> after = Requests.after(request, list, Requests::isId).map(UUID::fromString);
        int limit = Requests.limit(request);
        return visible(id, Caller.of(request.attributes()))
                .flatMap(_ -> read.page(id, after, limit))
                .flatMap(page -> replies.page(list, page, view));
    }

    private Mono<ServerResponse> explain(ServerRequest request) {
        Requests.onlyParameters(request);
        UUID id = Requests.idInPath(request);
        return visible(id, Caller.of(request.attributes()))
                .flatMap(_ -> orders.sourcing(id).collectList())
                .flatMap(decisions ->
                        replies.page(LIST, new Page<OrderSourcing>(decisions, Optional.empty()), SourcingJson::of));
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "channel", "externalId", "number", "state", "limit", "after");
        Caller caller = Caller.of(request.attributes());
        Optional<ChannelCode> channel =
                caller.ofChannel(Requests.code(request, "channel").map(ChannelCode::new));
        Optional<String> number = Requests.parameter(
                request,
                "number",
                text -> text.matches("[A-Z0-9][A-Z0-9-]{0,31}"),
                "1 to 32 of A-Z 0-9 -, as orders show their number");
        var filter = new OrderFilter(
                channel,
                Requests.parameter(
                        request,
                        "externalId",
                        text -> Text.isTrimmed(text, OrderBody.MAX_EXTERNAL_ID),
                        "1 to %d characters without space around them".formatted(OrderBody.MAX_EXTERNAL_ID)),
                number.flatMap(OrderNumber::parse),
                Requests.word(request, "state", OrderState.class),
                Requests.after(request, LIST, Requests::isId).map(UUID::fromString),
                Requests.limit(request));
        return number.isPresent() && filter.number().isEmpty()
                ? replies.page(LIST, Page.<OrderDetails>empty(), OrderJson::of)
                : orders.orders(filter).flatMap(page -> replies.page(LIST, page, OrderJson::of));
    }

    /** Another channel's order is as good as none. */
    private Mono<OrderDetails> visible(UUID id, Caller caller) {
        return orders.order(id)
                .filter(details -> caller.sees(details.order().channel()))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such order.")));
    }
}
