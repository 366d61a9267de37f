package io.omnihub.channel.backoffice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.access.Caller;
import io.omnihub.channel.OfferJson;
import io.omnihub.channel.storefront.OrderJson;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.Handling;
import io.omnihub.fulfillment.Shipment;
import io.omnihub.fulfillment.Units;
import io.omnihub.inventory.ExpectedUnits;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import io.omnihub.order.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A fulfilment order as the contract shows it by itself.
 *
 * @param steps what its reader may do with it now
 * @param collectors whose name a store looks at before it hands it over; known to no list, and only while it waits
 * @param deliverTo whom it is sent to; known to no list, and only while somebody packs or brings it
 */
record FulfillmentOrderJson(
        UUID id,
        UUID orderId,
        String method,
        Optional<String> location,
        String state,
        List<String> steps,
        Instant createdAt,
        Optional<Instant> promisedAt,
        Optional<Instant> collectBy,
        Optional<Instant> blockedUntil,
        Optional<UUID> transferId,
        Optional<UUID> predecessorId,
        Optional<String> reason,
        Optional<RequestJson> requestedCancellation,
        List<LineJson> lines,
        List<ParcelJson> parcels,
        List<Shipment> shipments,
        List<OfferJson> offers,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ExpectedJson> expected,
        long version,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<String>> collectors,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<DestinationJson> deliverTo) {
    record LineJson(int lineNumber, String sku, long quantity, long picked, long handedOver) {}

    /** What its location is asked to give back. */
    record RequestJson(List<Units> lines, Optional<String> reason) {}

    /** What it is promised of what is expected. */
    record ExpectedJson(UUID source, String sku, String location, Instant expectedAt, long quantity) {
        static ExpectedJson of(ExpectedUnits units) {
            return new ExpectedJson(
                    units.source(),
                    units.sku().value(),
                    units.location().value(),
                    units.expectedAt(),
                    units.quantity());
        }
    }

    record ParcelJson(int number, List<Units> lines, Optional<Integer> shipment) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record DestinationJson(Optional<String> name, OrderJson.AddressJson address) {}

    /** Without anybody's name. */
    static FulfillmentOrderJson of(FulfillmentOrder part, Caller caller) {
        return of(part, caller, Optional.empty(), Optional.empty());
    }

    private static FulfillmentOrderJson of(
            FulfillmentOrder part,
            Caller caller,
            Optional<List<String>> collectors,
            Optional<DestinationJson> deliverTo) {
        Handling handling = part.handling();
        return new FulfillmentOrderJson(
                part.id(),
                part.orderId(),
                part.method().wire(),
                part.location().map(LocationCode::value),
                part.state().wire(),
                steps(part, caller),
                part.createdAt(),
                part.promisedAt(),
                handling.waiting().map(Handling.Waiting::collectBy),
                handling.block().flatMap(Handling.Block::until),
                part.transferId(),
                part.predecessor(),
                part.reason(),
                handling.asked().map(asked -> new RequestJson(asked.units(), asked.reason())),
                part.lines().stream()
                        .map(line -> new LineJson(
                                line.lineNumber(),
                                line.sku().value(),
                                line.quantity(),
                                line.picked(),
                                line.handedOver()))
                        .toList(),
                handling.parcels().stream()
                        .map(parcel -> new ParcelJson(parcel.number(), parcel.lines(), parcel.shipment()))
                        .toList(),
                handling.shipments(),
                handling.offers().stream().map(OfferJson::of).toList(),
                part.expected().stream().map(ExpectedJson::of).toList(),
                part.version(),
                collectors,
                deliverTo);
    }

    /** Whether it says whom it is for. */
    boolean isPersonal() {
        return collectors.isPresent() || deliverTo.isPresent();
    }

    /** With the names that it may be handed over to. */
    static FulfillmentOrderJson withCollectors(FulfillmentOrder part, Caller caller, Recipient recipient) {
        return of(part, caller, Optional.of(recipient.collectors()), Optional.empty());
    }

    /** With whom it is sent to. */
    static FulfillmentOrderJson withDestination(FulfillmentOrder part, Caller caller, Recipient recipient) {
        return of(
                part,
                caller,
                Optional.empty(),
                OrderJson.addressOf(recipient).map(address -> new DestinationJson(recipient.name(), address)));
    }

    /** What the caller may do with it now: not what the hub does by itself, nor what is others' to do. */
    static List<String> steps(FulfillmentOrder part, Caller caller) {
        return part.allowed().stream()
                .map(Wire::wire)
                .filter(step -> caller.mayStep(BackofficeSteps.PATH + step, LocationTasks.ROUTE + step))
                .toList();
    }
}
