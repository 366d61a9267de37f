package io.omnihub.channel.exchange;

import io.omnihub.catalog.Catalogs;
import io.omnihub.channel.backoffice.CatalogJson;
import io.omnihub.channel.storefront.ChargesJson;
import io.omnihub.channel.storefront.OrderJson;
import io.omnihub.exchange.ExchangeKind;
import io.omnihub.inventory.Stock;
import io.omnihub.inventory.StockLevel;
import io.omnihub.order.LineCharges;
import io.omnihub.order.OpenRest;
import io.omnihub.order.Order;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.OrderLine;
import io.omnihub.order.Orders;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What there is, in the rows in which it is imported. */
@Component
class ExportRows {
    private final Catalogs catalogs;
    private final Stock stock;
    private final Orders orders;
    private final JsonMapper json;

    ExportRows(Catalogs catalogs, Stock stock, Orders orders, JsonMapper json) {
        this.catalogs = catalogs;
        this.stock = stock;
        this.orders = orders;
        this.json = json;
    }

    Flux<ObjectNode> of(ExchangeKind kind) {
        return switch (kind) {
            case ITEMS -> catalogs.allItems().map(CatalogJson::of).map(this::entry);
            case LOCATIONS -> catalogs.allLocations().map(CatalogJson::of).map(this::entry);
            case CHANNELS -> catalogs.allChannels().map(CatalogJson::of).map(this::entry);
            case STOCK -> stock.allLevels().map(this::level);
            case ORDERS -> orders.all().map(this::order);
        };
    }

    /** Without what a put does not take: the version, the switches, and what was learned. */
    private ObjectNode entry(Object shown) {
        ObjectNode row = json.valueToTree(shown);
        return row.remove(List.of("version", "paused", "pickupPaused", "acceptance"));
    }

    private ObjectNode level(StockLevel level) {
        return json.createObjectNode()
                .put("sku", level.cell().sku().value())
                .put("location", level.cell().location().value())
                .put("onHand", level.onHand())
                .put("unavailable", level.unavailable())
                .put("safetyStock", level.safetyStock());
    }

    /** What is left to do of it: another system takes over what has not left, and records an order of which all has. */
    ObjectNode order(OpenRest rest) {
        OrderDetails details = rest.details();
        Order order = details.order();
        ObjectNode row = json.createObjectNode()
                .put("channel", order.channel().value())
                .put("externalId", order.externalId())
                .put("currency", order.currency());
        row.put("state", rest.isOver() ? "completed" : "placed");
        if (rest.isOver()) {
            row.put("placedAt", order.placedAt().toString());
        }
        OrderJson.customerOf(details).ifPresent(customer -> row.set("customer", json.valueToTree(customer)));
        row.set("delivery", json.valueToTree(OrderJson.deliveryOf(details)));
        row.put("allowSplit", order.allowSplit());
        row.put("allowBackorder", order.allowBackorder());
        row.put("taxesIncluded", order.account().taxesIncluded());
        putAll(row, "shipping", ChargesJson.shipping(order.account().shipping(), order.currency()));
        var lines = row.putArray("lines");
        order.lines().stream()
                .filter(line -> rest.quantity(line) > 0)
                .forEach(line -> lines.add(line(line, rest.quantity(line), order.currency())));
        return row;
    }

    /** With the part of its charges that its last units have, be those all of them. */
    private ObjectNode line(OrderLine line, long quantity, String currency) {
        ObjectNode row = json.createObjectNode().put("sku", line.sku().value()).put("quantity", quantity);
        row.putObject("unitPrice").put("amount", line.unitPrice()).put("currency", currency);
        LineCharges charges = line.charges().between(line.current() - quantity, line.current());
        putAll(row, "discounts", ChargesJson.discounts(charges.discounts(), currency));
        putAll(row, "taxes", ChargesJson.taxes(charges.taxes(), currency));
        return row;
    }

    private void putAll(ObjectNode row, String member, List<?> given) {
        if (!given.isEmpty()) {
            row.set(member, json.valueToTree(given));
        }
    }
}
