package io.omnihub.fulfillment;

import io.omnihub.fulfillment.Handling.Parcel;
import io.omnihub.fulfillment.Handling.Shipment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of a part that is picked and sent to its customer. */
final class Shipping extends Carrying {
    Shipping(OrderFulfillment fulfillment, FulfillmentOrder part, StepContext context) {
        super(fulfillment, part, context);
    }

    StepResult pack(Step.Pack pack, FulfillmentState next) {
        Handling before = part.handling();
        List<List<Units>> parcels = pack.parcels().isEmpty() ? List.of(unpacked(before)) : pack.parcels();
        Optional<StepResult> refused = refused(
                Units.sum(parcels.stream().flatMap(List::stream)),
                line -> line.picked() - before.packed(line.lineNumber()));
        if (refused.isPresent()) {
            return refused.get();
        }
        Handling after = before.withParcels(parcels);
        if (!after.hasRoom()) {
            return new StepResult.TooManyParcels();
        }
        FulfillmentOrder packed = part.withHandling(after);
        return done(pack, packed.isPacked() ? packed.in(next) : packed);
    }

    private List<Units> unpacked(Handling before) {
        return part.lines().stream()
                .filter(line -> line.picked() > before.packed(line.lineNumber()))
                .map(line -> new Units(line.lineNumber(), line.picked() - before.packed(line.lineNumber())))
                .toList();
    }

    StepResult ship(Step.Ship ship, FulfillmentState next) {
        List<Integer> here = part.handling().parcels().stream()
                .filter(parcel -> parcel.shipment().isEmpty())
                .map(Parcel::number)
                .toList();
        List<Integer> leaving = ship.parcels().isEmpty() ? here : ship.parcels();
        List<Integer> unknown =
                leaving.stream().filter(number -> !here.contains(number)).toList();
        if (!unknown.isEmpty()) {
            return new StepResult.UnknownParcels(unknown);
        }
        Map<Integer, Long> units = Units.sum(part.handling().parcels().stream()
                .filter(parcel -> leaving.contains(parcel.number()))
                .flatMap(parcel -> parcel.lines().stream()));
        FulfillmentOrder shipped = part.mapLines(line -> {
                    long left = units.getOrDefault(line.lineNumber(), 0L);
                    if (left > 0) {
                        context.ledger().ship(part.cell(line), left);
                    }
                    return line.handOver(left);
                })
                .withHandling(part.handling().withShipment(leaving, ship.carrier(), ship.tracking(), context.now()));
        return done(ship, shipped.isAllHandedOver() ? shipped.in(next) : shipped);
    }

    StepResult deliver(Step.Deliver deliver, FulfillmentState next) {
        Optional<Integer> unknown = deliver.shipment()
                .filter(number -> part.handling().shipments().stream()
                        .filter(shipment -> shipment.deliveredAt().isEmpty())
                        .map(Shipment::number)
                        .noneMatch(number::equals));
        if (unknown.isPresent()) {
            return new StepResult.UnknownShipment(unknown.get());
        }
        Handling arrived = part.handling().withDelivery(deliver.shipment(), context.now());
        FulfillmentOrder delivered = part.withHandling(arrived);
        return done(deliver, arrived.isDelivered() ? delivered.in(next) : delivered);
    }

    StepResult fail(Step.FailDelivery failed, FulfillmentState next) {
        return done(
                failed,
                part.withHandling(part.handling().because(failed.reason())).in(next));
    }

    /** Of what arrived in other shipments nothing changes. */
    StepResult end(Step.EndDelivery end, FulfillmentState next) {
        Map<Integer, Long> undelivered = part.undelivered();
        if (end instanceof Step.TakeBack) {
            part.lines().stream()
                    .filter(line -> undelivered.containsKey(line.lineNumber()))
                    .forEach(line -> context.ledger()
                            .receiveUndelivered(part.cell(line), undelivered.getOrDefault(line.lineNumber(), 0L)));
        }
        FulfillmentOrder ended = part.mapLines(line -> line.handOver(-undelivered.getOrDefault(line.lineNumber(), 0L)));
        Handling why = end.reason().map(ended.handling()::because).orElseGet(ended::handling);
        return done(end, ended.in(next, why));
    }
}
