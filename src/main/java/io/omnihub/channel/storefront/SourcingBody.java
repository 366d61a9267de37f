package io.omnihub.channel.storefront;

import io.omnihub.channel.Field;
import io.omnihub.channel.SourcingPolicyJson;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.order.Delivery;
import io.omnihub.order.Order;
import io.omnihub.order.Recipient;
import io.omnihub.order.SourcingQuestion;
import io.omnihub.sourcing.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the body that asks what would become of an order. */
final class SourcingBody {
    private static final int MAX_WITHOUT = 1_000;

    private SourcingBody() {}

    static SourcingQuestion question(Field body) {
        Field question =
                body.object("channel", "lines", "delivery", "allowSplit", "allowBackorder", "without", "policy");
        List<Demand.Line> lines = new ArrayList<>();
        for (Field line : question.at("lines").items(1, Order.MAX_LINES, "too-many-lines")) {
            lines.add(line(line.object("sku", "quantity", "unitPrice"), lines.size() + 1));
        }
        List<LocationCode> without = question
                .maybe("without")
                .map(given -> given.items(0, MAX_WITHOUT, "too-many-entries"))
                .orElse(List.of())
                .stream()
                .map(location -> new LocationCode(location.code()))
                .toList();
        return new SourcingQuestion(
                new ChannelCode(question.at("channel").code()),
                lines,
                delivery(question.at("delivery")),
                question.maybe("allowSplit").map(Field::flag).orElse(true),
                question.maybe("allowBackorder").map(Field::flag).orElse(false),
                without,
                question.maybe("policy").map(SourcingPolicyJson::read));
    }

    private static Demand.Line line(Field line, int lineNumber) {
        return new Demand.Line(
                lineNumber,
                new Sku(line.at("sku").text(Sku::isValid, "a SKU, 1 to 64 characters")),
                line.at("quantity").quantity(1),
                line.maybe("unitPrice")
                        .map(price -> price.money(0, Money.MAX_PRICE))
                        .map(Money::amount)
                        .orElse(0L));
    }

    private static Demand.Delivery delivery(Field delivery) {
        Field any = delivery.object("method", "address", "position", "location", "near", "maxDistanceKm");
        return OrderBody.collected(any)
                .map(Delivery::demanded)
                .orElseGet(
                        () -> new Demand.Delivery.Ship(destination(delivery.object("method", "address", "position"))));
    }

    private static Optional<GeoPoint> destination(Field shipped) {
        return shipped.maybe("address")
                .map(OrderBody::address)
                .flatMap(Recipient.Address::position)
                .or(() -> shipped.maybe("position").map(Field::position));
    }
}
