package io.omnihub.channel.storefront;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.kernel.Text;
import io.omnihub.order.CancelOrderResult;
import io.omnihub.order.NewOrder;
import io.omnihub.order.Order;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.OrderFilter;
import io.omnihub.order.OrderLine;
import io.omnihub.order.OrderNumber;
import io.omnihub.order.OrderSourcing;
import io.omnihub.order.OrderState;
import io.omnihub.order.Orders;
import io.omnihub.order.PlaceOrderResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
    private static final String PATH = "/api/v1/orders";
    private static final String LIST = "orders";

    /** A line of which less is left than was to be cancelled. */
    private record UncancellableLine(int lineNumber, long requested, long cancellable) {}

    private final Orders orders;
    private final Requests requests;
    private final Replies replies;

    StorefrontOrders(Orders orders, Requests requests, Replies replies) {
        this.orders = orders;
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
                .GET(PATH + "/{id}/sourcing", this::explain)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> place(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return requests.body(request).map(OrderBody::order).flatMap(order -> place(request, caller, order));
    }

    private Mono<ServerResponse> place(ServerRequest request, Caller caller, NewOrder order) {
        caller.require(order.channel());
        UUID fingerprint = requests.fingerprint(order);
        Optional<CommandKey> key = requests.idempotencyKey(request, caller, "place-order", fingerprint);
        return orders.place(caller.id(), order, key, fingerprint).flatMap(result -> answer(result, order, key));
    }

    private Mono<ServerResponse> answer(PlaceOrderResult result, NewOrder order, Optional<CommandKey> callersKey) {
        return switch (result) {
            case PlaceOrderResult.Placed(OrderDetails details, boolean repeated) ->
                repeated
                        ? replies.replayed(OrderJson.of(details))
                        : replies.created(
                                URI.create(PATH + "/" + details.order().id()), OrderJson.of(details));
            case PlaceOrderResult.Refused refused -> throw OrderRefusals.of(refused, order, callersKey);
        };
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
                var shown = OrderJson.of(cancellation, details);
                if (repeated) {
                    yield replies.replayed(shown);
                }
                yield cancellation.requested().isEmpty() ? replies.created(shown) : replies.accepted(shown);
            }
            case CancelOrderResult.KeyReused() ->
                throw Refusals.keyReused("Idempotency-Key", "This key was used before to cancel something else.");
            case CancelOrderResult.UnknownLines(List<Integer> lineNumbers) -> throw unknownLines(lineNumbers, asked);
            case CancelOrderResult.NotCancellable(Order order, Map<Integer, Long> cancellable) ->
                throw notCancellable(order, cancellable, asked);
        };
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.onlyParameters(request);
        return visible(Requests.idInPath(request), Caller.of(request.attributes()))
                .flatMap(details -> replies.ok(OrderJson.of(details)));
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

    private static long left(OrderLine line, Map<Integer, Long> cancellable) {
        return cancellable.getOrDefault(line.lineNumber(), 0L);
    }

    private static RuntimeException unknownLines(List<Integer> lineNumbers, OrderBody.Cancelling asked) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < asked.lines().size(); i++) {
            int lineNumber = asked.lines().get(i).lineNumber();
            if (lineNumbers.contains(lineNumber)) {
                errors.add(new FieldError(
                        "/lines/" + i + "/lineNumber", "unknown-line", "The order has no line " + lineNumber + "."));
            }
        }
        return Refusals.fields("unknown-line", "A line is unknown", errors);
    }

    /** Names the lines that were asked for too much of; all of them where nothing is left at all. */
    private static RuntimeException notCancellable(
            Order order, Map<Integer, Long> cancellable, OrderBody.Cancelling asked) {
        Map<Integer, Long> wanted = new LinkedHashMap<>();
        asked.lines().forEach(line -> wanted.put(line.lineNumber(), line.quantity()));
        List<UncancellableLine> lines = order.lines().stream()
                .filter(line ->
                        asked.lines().isEmpty() || wanted.getOrDefault(line.lineNumber(), 0L) > left(line, cancellable))
                .map(line -> new UncancellableLine(
                        line.lineNumber(),
                        wanted.getOrDefault(line.lineNumber(), line.ordered()),
                        left(line, cancellable)))
                .toList();
        return Problem.of(
                        409,
                        "quantity-not-cancellable",
                        "That much cannot be cancelled",
                        "Less is left than was to be cancelled: what has left, or is asked for already, cannot be.")
                .with("lines", lines)
                .toException();
    }
}
