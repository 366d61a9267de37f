package io.omnihub.channel.storefront;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.channel.OfferJson;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.RequestedUnits;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.order.Cancellation;
import io.omnihub.order.Delivery;
import io.omnihub.order.LineCharges;
import io.omnihub.order.Order;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.OrderEdit;
import io.omnihub.order.OrderLine;
import io.omnihub.order.Recipient;
import io.omnihub.returns.ReturnOfOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An order as the contract shows it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record OrderJson(
        UUID id,
        String number,
        String channel,
        String externalId,
        String state,
        String currency,
        Instant placedAt,
        Optional<CustomerJson> customer,
        DeliveryJson delivery,
        List<LineJson> lines,
        List<PartJson> fulfillmentOrders,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ChargesJson.ShippingJson> shipping,
        boolean taxesIncluded,
        Optional<List<Recipient.Collected>> collections,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReturnJson> returns,
        AmountsJson amounts,
        Money total) {
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CustomerJson(Optional<String> name, Optional<String> email, Optional<String> phone) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record DeliveryJson(
            String method,
            Optional<AddressJson> address,
            Optional<String> location,
            Optional<GeoPoint> near,
            Optional<Double> maxDistanceKm,
            Optional<CollectorJson> collector) {
        static DeliveryJson of(Recipient recipient) {
            Optional<CollectorJson> collector = recipient.collector().map(CollectorJson::new);
            return switch (recipient.delivery()) {
                case Delivery.Ship(var address) ->
                    new DeliveryJson(
                            "ship",
                            Optional.of(AddressJson.of(address)),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            collector);
                case Delivery.Pickup(var location) ->
                    new DeliveryJson(
                            "pickup",
                            Optional.empty(),
                            Optional.of(location.value()),
                            Optional.empty(),
                            Optional.empty(),
                            collector);
                case Delivery.PickupNearest(var near, var maxDistanceKm) ->
                    new DeliveryJson(
                            "pickup-nearest",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(near),
                            maxDistanceKm,
                            collector);
            };
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record AddressJson(
            String line1,
            Optional<String> line2,
            String city,
            Optional<String> postalCode,
            Optional<String> region,
            String country,
            Optional<GeoPoint> position) {
        static AddressJson of(Recipient.Address address) {
            return new AddressJson(
                    address.line1(),
                    address.line2(),
                    address.city(),
                    address.postalCode(),
                    address.region(),
                    address.country(),
                    address.position());
        }
    }

    record CollectorJson(String name) {}

    /** Without its last four where nothing but its price was given, and nothing came back. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record LineJson(
            int lineNumber,
            String sku,
            long ordered,
            long current,
            long fulfilled,
            Money unitPrice,
            List<ChargesJson.DiscountJson> discounts,
            List<ChargesJson.TaxJson> taxes,
            Optional<Long> returned,
            Optional<AmountsJson.LineAmountsJson> amounts) {}

    record ReturnJson(UUID id, String state) {}

    /** Without a location and a promise while it waits for stock; with offers where nobody can fulfil it as it is wanted. */
    record PartJson(
            UUID id,
            String method,
            Optional<String> location,
            String state,
            Optional<Instant> promisedAt,
            Optional<UUID> transferId,
            List<SourcingJson.LineJson> lines,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<OfferJson>> offers) {}

    /**
     * @param requested what locations are asked to give back, since they have picked it
     * @param refused what one of them keeps
     * @param order as it is now, for who has just cancelled
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CancellationJson(
            UUID id,
            UUID orderId,
            Instant cancelledAt,
            UUID actor,
            Optional<String> reason,
            List<Cancellation.Line> lines,
            List<RequestedUnits> requested,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RequestedUnits> refused,
            Optional<OrderJson> order) {}

    record EditedLineJson(int lineNumber, String sku, long before, long after) {}

    /**
     * What was changed; where it goes and whom it is for now is shown with the order.
     *
     * @param order as it is now, for who has just edited it
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record EditJson(
            UUID id,
            UUID orderId,
            Instant editedAt,
            UUID actor,
            Optional<String> reason,
            List<EditedLineJson> lines,
            boolean deliveryChanged,
            boolean customerChanged,
            Optional<OrderJson> order) {}

    /** Whom an order is for; empty where nothing is known. */
    public static Optional<?> customerOf(OrderDetails details) {
        return customer(details.recipient());
    }

    /** The address that an order is sent to; empty for one that is collected. */
    public static Optional<AddressJson> addressOf(Recipient recipient) {
        return DeliveryJson.of(recipient).address();
    }

    /** Where an order goes. */
    public static Object deliveryOf(OrderDetails details) {
        return DeliveryJson.of(details.recipient());
    }

    public static OrderJson of(OrderDetails details) {
        return of(details, List.of());
    }

    /** @param returns that came of it, which are named where it is read by itself */
    static OrderJson of(OrderDetails details, List<ReturnOfOrder> returns) {
        Order order = details.order();
        AmountsJson amounts = AmountsJson.of(order);
        return new OrderJson(
                order.id(),
                order.number().toString(),
                order.channel().value(),
                order.externalId(),
                order.state().wire(),
                order.currency(),
                order.placedAt(),
                customer(details.recipient()),
                DeliveryJson.of(details.recipient()),
                order.lines().stream().map(line -> line(line, details)).toList(),
                details.fulfillment().parts().stream().map(OrderJson::part).toList(),
                ChargesJson.shipping(order.account().shipping(), order.currency()),
                order.account().taxesIncluded(),
                Optional.of(details.recipient().collected()).filter(collected -> !collected.isEmpty()),
                returns.stream()
                        .map(one -> new ReturnJson(one.id(), one.state().wire()))
                        .toList(),
                amounts,
                amounts.current().total());
    }

    static CancellationJson of(Cancellation cancellation, Optional<OrderDetails> details) {
        return new CancellationJson(
                cancellation.id(),
                cancellation.orderId(),
                cancellation.cancelledAt(),
                cancellation.actor(),
                cancellation.reason(),
                cancellation.lines(),
                cancellation.requested(),
                cancellation.refused(),
                details.map(OrderJson::of));
    }

    static EditJson of(OrderEdit edit, Optional<OrderDetails> details) {
        return new EditJson(
                edit.id(),
                edit.orderId(),
                edit.editedAt(),
                edit.actor(),
                edit.reason(),
                edit.lines().stream()
                        .map(line ->
                                new EditedLineJson(line.lineNumber(), line.sku().value(), line.before(), line.after()))
                        .toList(),
                edit.delivery(),
                edit.customer(),
                details.map(OrderJson::of));
    }

    private static Optional<CustomerJson> customer(Recipient recipient) {
        boolean isKnown = recipient.name().isPresent()
                || recipient.email().isPresent()
                || recipient.phone().isPresent();
        return isKnown
                ? Optional.of(new CustomerJson(recipient.name(), recipient.email(), recipient.phone()))
                : Optional.empty();
    }

    private static LineJson line(OrderLine line, OrderDetails details) {
        Order order = details.order();
        LineCharges charges = line.charges();
        return new LineJson(
                line.lineNumber(),
                line.sku().value(),
                line.ordered(),
                line.current(),
                details.fulfilled(line),
                new Money(line.unitPrice(), order.currency()),
                ChargesJson.discounts(charges.discounts(), order.currency()),
                ChargesJson.taxes(charges.taxes(), order.currency()),
                Optional.of(line.returned()).filter(units -> units > 0),
                charges.equals(LineCharges.NONE) && line.returned() == 0
                        ? Optional.empty()
                        : Optional.of(AmountsJson.LineAmountsJson.of(line, order)));
    }

    private static PartJson part(FulfillmentOrder part) {
        return new PartJson(
                part.id(),
                part.method().wire(),
                part.location().map(LocationCode::value),
                part.state().wire(),
                part.promisedAt(),
                part.transferId(),
                part.lines().stream()
                        .map(line -> new SourcingJson.LineJson(
                                line.lineNumber(), line.sku().value(), line.quantity()))
                        .toList(),
                Optional.of(part.handling().offers().stream().map(OfferJson::of).toList())
                        .filter(offers -> !offers.isEmpty()));
    }
}
