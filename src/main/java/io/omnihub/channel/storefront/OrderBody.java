package io.omnihub.channel.storefront;

import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Requests;
import io.omnihub.hold.HoldsOfOrder;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.ProblemException;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import io.omnihub.order.Cancellation;
import io.omnihub.order.Delivery;
import io.omnihub.order.LineCharges;
import io.omnihub.order.NewOrder;
import io.omnihub.order.Order;
import io.omnihub.order.OrderChange;
import io.omnihub.order.Recipient;
import io.omnihub.order.ShippingCharge;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the bodies that place, edit and cancel orders. */
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
                "holds",
                "shipping",
                "taxesIncluded");
        var channel = new ChannelCode(order.at("channel").code());
        String externalId = order.at("externalId").trimmed(MAX_EXTERNAL_ID);
        String currency = order.at("currency").currency();
        var charges = new ChargesBody(currency);
        List<ShippingCharge> shipping = charges.shipping(order);
        List<NewOrder.Line> lines = lines(order.at("lines"), shipping, charges);
        boolean taxesIncluded = order.maybe("taxesIncluded").map(Field::flag).orElse(false);
        Optional<OrderChange.Contact> customer = order.maybe("customer").map(OrderBody::contact);
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
                        customer.flatMap(OrderChange.Contact::name),
                        customer.flatMap(OrderChange.Contact::email),
                        customer.flatMap(OrderChange.Contact::phone),
                        delivery,
                        collector,
                        List.of()),
                allowSplit,
                allowBackorder,
                holds,
                shipping,
                taxesIncluded);
    }

    /** An edit, and its reason. */
    record Editing(OrderChange change, Optional<String> reason) {}

    /** @param currency of the order, which all of its money has */
    static Editing edit(Field body, String currency) {
        Field edit = body.object("lines", "delivery", "customer", "allowSplit", "allowBackorder", "reason");
        Set<Integer> seen = new HashSet<>();
        var change = new OrderChange(
                edit
                        .maybe("lines")
                        .map(given -> given.items(1, Order.MAX_LINES, "too-many-lines"))
                        .orElse(List.of())
                        .stream()
                        .map(line -> editedLine(line, currency, seen))
                        .toList(),
                edit.maybe("delivery").map(OrderBody::delivery),
                edit.maybe("delivery").flatMap(OrderBody::collector),
                edit.maybe("customer").map(OrderBody::contact),
                edit.maybe("allowSplit").map(Field::flag),
                edit.maybe("allowBackorder").map(Field::flag));
        Optional<String> reason = edit.maybe("reason").map(given -> given.text(MAX_NAME));
        if (change.isEmpty()) {
            throw edit.invalid("Must say what to change.");
        }
        return new Editing(change, reason);
    }

    /** A line that the order has is named by its number, another one by what it is. */
    private static OrderChange.Line editedLine(Field field, String currency, Set<Integer> seen) {
        Field any = field.object("lineNumber", "sku", "quantity", "unitPrice", "discounts", "taxes");
        if (any.maybe("lineNumber").isEmpty()) {
            return new OrderChange.Line.Addition(line(field, new ChargesBody(currency)));
        }
        Field line = field.object("lineNumber", "quantity");
        return new OrderChange.Line.Change(
                lineNumber(line, seen), line.at("quantity").quantity(0));
    }

    private static int lineNumber(Field line, Set<Integer> seen) {
        int lineNumber = (int) line.at("lineNumber").whole(1, Order.MAX_LINES);
        if (!seen.add(lineNumber)) {
            throw line.at("lineNumber").invalid("Each line may stand once.");
        }
        return lineNumber;
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
        return new Cancellation.Line(lineNumber(line, seen), line.at("quantity").quantity(1));
    }

    private static List<NewOrder.Line> lines(Field field, List<ShippingCharge> shipping, ChargesBody charges) {
        List<NewOrder.Line> lines = field.items(1, Order.MAX_LINES, "too-many-lines").stream()
                .map(line -> line(line.object("sku", "quantity", "unitPrice", "discounts", "taxes"), charges))
                .toList();
        if (NewOrder.charges(lines, shipping) > LineCharges.MAX_OF_ORDER) {
            throw tooManyCharges(field.pointer());
        }
        if (!NewOrder.isTotalInRange(lines, shipping)) {
            throw totalOutOfRange(field.pointer());
        }
        return lines;
    }

    static ProblemException tooManyCharges(String pointer) {
        return Refusals.field(
                "too-many-entries",
                "Too many at once",
                pointer,
                "The order has more than %,d discounts and taxes.".formatted(LineCharges.MAX_OF_ORDER));
    }

    static ProblemException totalOutOfRange(String pointer) {
        return Refusals.field(
                "money-out-of-range",
                "Money is out of range",
                pointer,
                "The order's total is above %,d minor units.".formatted(Money.MAX_TOTAL));
    }

    private static NewOrder.Line line(Field line, ChargesBody charges) {
        var sku = new Sku(line.at("sku").text(Sku::isValid, "a SKU, 1 to 64 characters"));
        long quantity = line.at("quantity").quantity(1);
        long unitPrice = charges.unitPrice(line);
        return new NewOrder.Line(
                sku, quantity, unitPrice, charges.discounts(line, unitPrice, quantity), charges.taxes(line));
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

    private static OrderChange.Contact contact(Field customer) {
        Field given = customer.object("name", "email", "phone");
        return new OrderChange.Contact(
                given.maybe("name").map(name -> name.text(MAX_NAME)),
                given.maybe("email").map(OrderBody::email),
                given.maybe("phone").map(phone -> phone.text(MAX_PHONE)));
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
