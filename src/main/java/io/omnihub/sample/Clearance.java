package io.omnihub.sample;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Which orders the locations carry out: those of the replay, but for what is cancelled later. What somebody else orders from
 * the sample's locations waits for him to carry it out.
 */
final class Clearance {
    private final Set<String> orders = ConcurrentHashMap.newKeySet();
    private final Set<String> parts = ConcurrentHashMap.newKeySet();

    /** @param order as the hub shows it */
    void give(JsonNode order) {
        orders.add(order.path("id").asString(""));
        order.path("fulfillmentOrders")
                .forEach(part -> parts.add(part.path("id").asString("")));
    }

    int orders() {
        return orders.size();
    }

    /** @param part as the hub shows it */
    boolean coversPart(JsonNode part) {
        return orders.contains(part.path("orderId").asString(""));
    }

    /** @param transfer as the hub shows it; one that is for no order is somebody else's */
    boolean coversTransfer(JsonNode transfer) {
        return parts.contains(transfer.path("fulfillmentOrderId").asString(""));
    }
}
