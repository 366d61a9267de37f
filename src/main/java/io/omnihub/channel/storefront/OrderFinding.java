package io.omnihub.channel.storefront;

import io.omnihub.channel.Field;
import io.omnihub.fulfillment.FulfillmentFilter;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentQueries;
import io.omnihub.fulfillment.FulfillmentState;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.order.CollectionCode;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.OrderFilter;
import io.omnihub.order.OrderNumber;
import io.omnihub.order.Orders;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds orders by what a customer at a counter knows or shows. */
@Component
public class OrderFinding {
    /** How many orders are shown, the newest of them. */
    private static final int MAX_FOUND = 10;

    /** How many parts that wait at a location are looked at for a code. */
    private static final int MAX_WAITING = 1_000;

    private static final int MAX_CONTACT = 254;

    private record FoundJson(List<FoundOrderJson> orders) {}

    private final Orders orders;
    private final FulfillmentQueries parts;

    OrderFinding(Orders orders, FulfillmentQueries parts) {
        this.orders = orders;
        this.parts = parts;
    }

    /**
     * By {@code number}, by {@code channel} and {@code externalId}, by {@code phone} or {@code email}, or by the
     * {@code collectionCode} of what waits at that {@code location}.
     */
    public Mono<Object> find(Field asked) {
        return found(asked).map(FoundOrderJson::of).collectList().map(FoundJson::new);
    }

    private Flux<OrderDetails> found(Field asked) {
        if (asked.maybe("number").isPresent()) {
            String number = asked.object("number").at("number").trimmed(OrderBody.MAX_EXTERNAL_ID);
            return OrderNumber.parse(number)
                    .map(known -> listed(Optional.empty(), Optional.empty(), Optional.of(known)))
                    .orElse(Flux.empty());
        }
        if (asked.maybe("phone").isPresent()) {
            return orders.ofPhone(asked.object("phone").at("phone").trimmed(MAX_CONTACT), MAX_FOUND);
        }
        if (asked.maybe("email").isPresent()) {
            return orders.ofEmail(asked.object("email").at("email").trimmed(MAX_CONTACT), MAX_FOUND);
        }
        if (asked.maybe("collectionCode").isPresent()) {
            return byCode(asked.object("collectionCode", "location"));
        }
        Field named = asked.object("channel", "externalId", "number", "phone", "email", "collectionCode");
        return listed(
                Optional.of(new ChannelCode(named.at("channel").code())),
                Optional.of(named.at("externalId").trimmed(OrderBody.MAX_EXTERNAL_ID)),
                Optional.empty());
    }

    private Flux<OrderDetails> listed(
            Optional<ChannelCode> channel, Optional<String> externalId, Optional<OrderNumber> number) {
        return orders.orders(
                        new OrderFilter(channel, externalId, number, Optional.empty(), Optional.empty(), MAX_FOUND))
                .flatMapIterable(Page::items);
    }

    private Flux<OrderDetails> byCode(Field asked) {
        Field given = asked.at("collectionCode");
        var code = new CollectionCode(given.text(CollectionCode::isValid, "a code of eight digits"));
        var location = new LocationCode(asked.at("location").code());
        return waiting(location, Optional.empty(), MAX_WAITING)
                .filter(part -> part.handling().waiting().stream()
                        .anyMatch(waiting -> waiting.codeHash().equals(code.hash(part.id()))))
                .map(FulfillmentOrder::orderId)
                .distinct()
                .concatMap(orders::order);
    }

    /** Page after page, the newest first. */
    private Flux<FulfillmentOrder> waiting(LocationCode location, Optional<UUID> after, int left) {
        var filter = new FulfillmentFilter(
                Optional.of(location), Optional.of(FulfillmentState.READY_FOR_PICKUP), after, Page.MAX_LIMIT);
        return parts.page(filter).flatMapMany(page -> {
            Flux<FulfillmentOrder> these = Flux.fromIterable(page.items());
            return page.next().isEmpty() || left <= Page.MAX_LIMIT
                    ? these
                    : these.concatWith(Flux.defer(
                            () -> waiting(location, page.next().map(UUID::fromString), left - Page.MAX_LIMIT)));
        });
    }
}
