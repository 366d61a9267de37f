package io.omnihub.order;

import io.omnihub.engine.NewEvent;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.OrderFulfillment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of an order: ids, quantities and what is paid, never whom it is for. */
final class OrderEvents {
    private OrderEvents() {}

    static NewEvent placed(Order order, OrderFulfillment fulfillment) {
        return new NewEvent(
                "io.omnihub.order.placed.v1",
                order.id().toString(),
                Map.of(
                        "orderId", order.id().toString(),
                        "number", order.number().toString(),
                        "channel", order.channel().value(),
                        "externalId", order.externalId(),
                        "lines", order.lines().stream().map(OrderEvents::line).toList(),
                        "fulfillmentOrders",
                                fulfillment.parts().stream()
                                        .map(OrderEvents::part)
                                        .toList()));
    }

    static NewEvent recorded(Order order) {
        return new NewEvent(
                "io.omnihub.order.recorded.v1",
                order.id().toString(),
                Map.of(
                        "orderId", order.id().toString(),
                        "number", order.number().toString(),
                        "channel", order.channel().value(),
                        "externalId", order.externalId(),
                        "placedAt", order.placedAt().toString(),
                        "lines", order.lines().stream().map(OrderEvents::line).toList()));
    }

    static NewEvent cancelled(Order order, Cancellation cancellation) {
        return new NewEvent(
                order.state() == OrderState.CANCELLED ? "io.omnihub.order.cancelled.v1" : "io.omnihub.order.reduced.v1",
                order.id().toString(),
                Map.of(
                        "orderId", order.id().toString(),
                        "channel", order.channel().value(),
                        "cancellationId", cancellation.id().toString(),
                        "lines", units(cancellation)));
    }

    /** @param added the parts that are made for it */
    static NewEvent edited(Order order, OrderEdit edit, List<FulfillmentOrder> added) {
        return new NewEvent(
                "io.omnihub.order.edited.v1",
                edit.orderId().toString(),
                Map.of(
                        "orderId", edit.orderId().toString(),
                        "channel", order.channel().value(),
                        "editId", edit.id().toString(),
                        "lines", edit.lines().stream().map(OrderEvents::line).toList(),
                        "deliveryChanged", edit.delivery(),
                        "customerChanged", edit.customer(),
                        "fulfillmentOrders",
                                added.stream().map(OrderEvents::part).toList()));
    }

    static NewEvent completed(Order order) {
        return new NewEvent(
                "io.omnihub.order.completed.v1",
                order.id().toString(),
                Map.of(
                        "orderId", order.id().toString(),
                        "number", order.number().toString(),
                        "channel", order.channel().value()));
    }

    static NewEvent paymentRecorded(Order order, Payment payment) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id().toString());
        data.put("paymentId", payment.id().toString());
        data.put("channel", order.channel().value());
        data.put("reference", payment.reference());
        data.put("amount", money(payment.amount().amount(), order));
        payment.method().ifPresent(method -> data.put("method", method));
        data.put("occurredAt", payment.occurredAt().toString());
        data.put("due", money(order.due(), order));
        data.put("refundDue", money(order.refundDue(), order));
        return new NewEvent(
                "io.omnihub.order.%s-recorded.v1".formatted(payment.kind().wire()),
                order.id().toString(),
                data);
    }

    private static Map<String, Object> money(long amount, Order order) {
        return Map.of("amount", amount, "currency", order.currency());
    }

    private static Map<String, Object> line(OrderLine line) {
        return Map.of("lineNumber", line.lineNumber(), "sku", line.sku().value(), "quantity", line.ordered());
    }

    private static Map<String, Object> line(OrderEdit.Line line) {
        return Map.of(
                "lineNumber",
                line.lineNumber(),
                "sku",
                line.sku().value(),
                "before",
                line.before(),
                "after",
                line.after());
    }

    private static Map<String, Object> part(FulfillmentOrder part) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", part.id().toString());
        part.location().ifPresent(location -> shown.put("location", location.value()));
        shown.put("method", part.method().wire());
        shown.put("state", part.state().wire());
        part.promisedAt().ifPresent(promisedAt -> shown.put("promisedAt", promisedAt.toString()));
        part.transferId().ifPresent(transferId -> shown.put("transferId", transferId.toString()));
        shown.put("lines", part.lines().stream().map(OrderEvents::partLine).toList());
        return shown;
    }

    private static Map<String, Object> partLine(FulfillmentOrder.Line line) {
        return Map.of("lineNumber", line.lineNumber(), "quantity", line.quantity());
    }

    private static List<Map<String, Object>> units(Cancellation cancellation) {
        return cancellation.lines().stream()
                .map(line -> Map.<String, Object>of("lineNumber", line.lineNumber(), "quantity", line.quantity()))
                .toList();
    }
}
