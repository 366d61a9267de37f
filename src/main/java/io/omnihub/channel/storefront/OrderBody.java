package io.omnihub.channel.storefront;

import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Requests;
import io.omnihub.hold.HoldsOfOrder;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import io.omnihub.order.Cancellation;
import io.omnihub.order.Delivery;
import io.omnihub.order.NewOrder;
import io.omnihub.order.Order;
import io.omnihub.order.Recipient;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the bodies that place and cancel orders. */
public final class OrderBody {
    static final int MAX_EXTERNAL_ID = 100;
    private static final int MAX_HOLD = 64;
    private static final int MAX_NAME = 200;
    private static final int MAX_EMAIL = 254;
    private static final int MAX_PHONE = 40;
    private static final int MAX_CITY = 100;
    private static final int MAX_POSTAL_CODE = 20;
    private static final double MIN_DISTANCE_KM = 0.001;
    private static final double MAX_DISTANCE_KM = 20_100;
    private static final Pattern EMAIL = Pattern.compile("[^\\x00-\\x20\\x7F-\\x9F@]+@[^\\x00-\\x20\\x7F-\\x9F@]+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final List<String> METHODS = List.of("ship", "pickup", "pickup-nearest");

    private OrderBody() {}

    /** A cancellation's lines, empty for everything, and its reason. */
    record Cancelling(List<Cancellation.Line> lines, Optional<String> reason) {}

    public static NewOrder order(Field body) {
        Field order = body.object(
                "channel",
                "externalId",
                "currency",
                "customer",
                "lines",
                "delivery",
                "allowSplit",
                "allowBackorder",
                "holds");
        var channel = new ChannelCode(order.at("channel").code());
        String externalId = order.at("externalId").trimmed(MAX_EXTERNAL_ID);
        String currency = order.at("currency").currency();
        List<NewOrder.Line> lines = lines(order.at("lines"), currency);
        Optional<Field> customer = order.maybe("customer").map(given -> given.object("name", "email", "phone"));
        boolean allowSplit = order.maybe("allowSplit").map(Field::flag).orElse(true);
        boolean allowBackorder = order.maybe("allowBackorder").map(Field::flag).orElse(false);
        List<UUID> holds = order.maybe("holds").map(OrderBody::holds).orElse(List.of());
        Optional<String> collector = collector(order.at("delivery"));
        Delivery delivery = delivery(order.at("delivery"));
        return new NewOrder(
                channel,
                externalId,
                currency,
                lines,
                new Recipient(
                        customer.flatMap(given -> given.maybe("name")).map(name -> name.text(MAX_NAME)),
                        customer.flatMap(given -> given.maybe("email")).map(OrderBody::email),
                        customer.flatMap(given -> given.maybe("phone")).map(phone -> phone.text(MAX_PHONE)),
                        delivery,
                        collector,
                        List.of()),
                allowSplit,
                allowBackorder,
                holds);
    }

    static Cancelling cancellation(Field body) {
        Field cancellation = body.object("lines", "reason");
        Set<Integer> seen = new HashSet<>();
        List<Cancellation.Line> lines = cancellation
                .maybe("lines")
                .map(given -> given.items(1, Order.MAX_LINES, "too-many-lines"))
                .orElse(List.of())
                .stream()
                .map(line -> cancelledLine(line.object("lineNumber", "quantity"), seen))
                .toList();
        return new Cancelling(lines, cancellation.maybe("reason").map(reason -> reason.text(MAX_NAME)));
    }

    private static Cancellation.Line cancelledLine(Field line, Set<Integer> seen) {
        int lineNumber = (int) line.at("lineNumber").whole(1, Order.MAX_LINES);
        if (!seen.add(lineNumber)) {
            throw line.at("lineNumber").invalid("Each line may stand once.");
        }
        return new Cancellation.Line(lineNumber, line.at("quantity").quantity(1));
    }

    private static List<NewOrder.Line> lines(Field field, String currency) {
        List<NewOrder.Line> lines = field.items(1, Order.MAX_LINES, "too-many-lines").stream()
                .map(line -> line(line.object("sku", "quantity", "unitPrice"), currency))
                .toList();
        if (!NewOrder.isTotalInRange(lines)) {
            throw Refusals.field(
                    "money-out-of-range",
                    "Money is out of range",
                    field.pointer(),
                    "The order's total is above %,d minor units.".formatted(Money.MAX_TOTAL));
        }
        return lines;
    }

    private static NewOrder.Line line(Field line, String currency) {
        var sku = new Sku(line.at("sku").text(Sku::isValid, "a SKU, 1 to 64 characters"));
        long quantity = line.at("quantity").quantity(1);
        Money price = price(line.at("unitPrice"));
        if (!price.currency().equals(currency)) {
            throw Refusals.field(
                    "currency-mismatch",
                    "Currencies differ",
                    line.at("unitPrice").at("currency").pointer(),
                    "Must be " + currency + ", as the order's.");
        }
        return new NewOrder.Line(sku, quantity, price.amount());
    }

    static Money price(Field given) {
        Field price = given.object("amount", "currency");
        return new Money(
                price.at("amount").whole(0, Money.MAX_PRICE, "money-out-of-range", "Money is out of range"),
                price.at("currency").currency());
    }

    /** Who else may collect it; of what is shipped the field is unknown. */
    private static Optional<String> collector(Field delivery) {
        return delivery.requireObject()
                .maybe("collector")
                .map(given -> given.object("name").at("name").trimmed(MAX_NAME));
    }

    static Delivery delivery(Field delivery) {
        Field any = delivery.object("method", "address", "location", "near", "maxDistanceKm", "collector");
        return collected(any.without("collector"))
                .orElseGet(() -> new Delivery.Ship(
                        address(delivery.object("method", "address").at("address"))));
    }

    /** How an order is to be collected; empty where it is to be shipped. */
    static Optional<Delivery> collected(Field delivery) {
        String method = delivery.at("method").text(METHODS::contains, "one of " + String.join(", ", METHODS));
        return switch (method) {
            case "pickup" ->
                Optional.of(new Delivery.Pickup(new LocationCode(
                        delivery.object("method", "location").at("location").code())));
            case "pickup-nearest" -> Optional.of(nearest(delivery.object("method", "near", "maxDistanceKm")));
            default -> Optional.empty();
        };
    }

    private static Delivery nearest(Field delivery) {
        return new Delivery.PickupNearest(
                delivery.at("near").position(),
                delivery.maybe("maxDistanceKm").map(distance -> distance.number(MIN_DISTANCE_KM, MAX_DISTANCE_KM)));
    }

    static Recipient.Address address(Field given) {
        Field address = given.object("line1", "line2", "city", "postalCode", "region", "country", "position");
        return new Recipient.Address(
                address.at("line1").text(MAX_NAME),
                address.maybe("line2").map(line -> line.text(MAX_NAME)),
                address.at("city").text(MAX_CITY),
                address.maybe("postalCode").map(code -> code.text(MAX_POSTAL_CODE)),
                address.maybe("region").map(region -> region.text(MAX_CITY)),
                address.at("country").text(text -> COUNTRY.matcher(text).matches(), "two capital letters (ISO 3166-1)"),
                address.maybe("position").map(Field::position));
    }

    private static String email(Field field) {
        return field.text(
                text -> Text.isValid(text, 3, MAX_EMAIL) && EMAIL.matcher(text).matches(),
                "an e-mail address of at most %d characters".formatted(MAX_EMAIL));
    }

    /** Text that is no id is the name of no hold. */
    private static List<UUID> holds(Field field) {
        Set<UUID> holds = new LinkedHashSet<>();
        for (Field hold : field.items(0, HoldsOfOrder.MAX, "too-many-entries")) {
            String text = hold.text(MAX_HOLD);
            if (!Requests.isId(text)) {
                throw Refusals.field(
                        "unknown-hold", "The hold is unknown", hold.pointer(), "There is no such hold; leave it out.");
            }
            if (!holds.add(UUID.fromString(text))) {
                throw hold.invalid("Each hold may stand once.");
            }
        }
        return List.copyOf(holds);
    }
}
