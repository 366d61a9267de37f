package io.omnihub.channel.storefront;

import io.omnihub.channel.Call;
import io.omnihub.channel.Outcome;
import io.omnihub.channel.Requests;
import io.omnihub.engine.CommandKey;
import io.omnihub.order.NewOrder;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.Orders;
import io.omnihub.order.PlaceOrderResult;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Places orders; whether the caller may sell in their channel is asked before. */
@Component
public class OrderPlacing {
    private final Orders orders;
    private final Requests requests;

    OrderPlacing(Orders orders, Requests requests) {
        this.orders = orders;
        this.requests = requests;
    }

    public Mono<Outcome> place(Call call, NewOrder order) {
        UUID fingerprint = requests.fingerprint(order);
        Optional<CommandKey> key = call.key("place-order", fingerprint);
        return orders.place(call.caller().id(), order, key, fingerprint).map(result -> outcome(result, order, key));
    }

    private static Outcome outcome(PlaceOrderResult result, NewOrder order, Optional<CommandKey> callersKey) {
        return switch (result) {
            case PlaceOrderResult.Placed(OrderDetails details, boolean repeated) ->
                Outcome.made(
                        repeated,
                        URI.create(StorefrontOrders.PATH + "/" + details.order().id()),
                        OrderJson.of(details));
            case PlaceOrderResult.Refused refused -> throw OrderRefusals.of(refused, order, callersKey);
        };
    }
}
