package io.omnihub.channel.storefront;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.kernel.Money;
import io.omnihub.order.OrderDetails;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An order as a store that did not sell it may see it: by the name on it somebody is known, but where he lives and how he
 * is reached concerns others.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record FoundOrderJson(
        UUID id,
        String number,
        String channel,
        String externalId,
        String state,
        String currency,
        Instant placedAt,
        Optional<String> name,
        String method,
        List<OrderJson.LineJson> lines,
        List<OrderJson.PartJson> fulfillmentOrders,
        AmountsJson amounts,
        Money total) {
    static FoundOrderJson of(OrderDetails details) {
        OrderJson order = OrderJson.of(details);
        return new FoundOrderJson(
                order.id(),
                order.number(),
                order.channel(),
                order.externalId(),
                order.state(),
                order.currency(),
                order.placedAt(),
                details.recipient().name(),
                order.delivery().method(),
                order.lines(),
                order.fulfillmentOrders(),
                order.amounts(),
                order.total());
    }
}
