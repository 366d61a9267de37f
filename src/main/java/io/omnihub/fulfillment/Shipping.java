package io.omnihub.fulfillment;

import io.omnihub.fulfillment.Handling.Parcel;
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
        Optional<StepResult> unknown = deliver.shipment().flatMap(this::unknown);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        Handling arrived = part.handling().withShipments(deliver.shipment(), one -> one.arrived(context.now()));
        FulfillmentOrder delivered = part.withHandling(arrived);
        return done(
                deliver,
                next == part.state()
                        ? delivered
                        : goingOn(delivered).orElseGet(() -> delivered.in(next, arrived.because(Optional.empty()))));
    }

    StepResult fail(Step.FailDelivery failed, FulfillmentState next) {
        Handling after = part.handling()
                .withShipments(failed.shipment(), one -> one.failed(context.now(), failed.reason()))
                .because(Optional.of(failed.reason()));
        return notNamed(failed.shipment()).orElseGet(() -> done(failed, part.in(next, after)));
    }

    StepResult end(Step.EndDelivery end, FulfillmentState next) {
        return notNamed(end.shipment()).orElseGet(() -> end(end, part.underWay(end.shipment()), next));
    }

    /** Of what is in other shipments nothing changes. */
    private StepResult end(Step.EndDelivery end, Map<Integer, Long> units, FulfillmentState next) {
        if (end instanceof Step.TakeBack) {
            part.lines().stream()
                    .filter(line -> units.containsKey(line.lineNumber()))
                    .forEach(line -> context.ledger()
                            .receiveUndelivered(part.cell(line), units.getOrDefault(line.lineNumber(), 0L)));
        }
        FulfillmentOrder ended =
                part.withHandling(part.handling().withShipments(end.shipment(), one -> one.over(end, context.now())));
        Optional<FulfillmentOrder> less =
                goingOn(ended.mapLines(line -> line.giveUp(units.getOrDefault(line.lineNumber(), 0L))));
        return done(
                end,
                less.orElseGet(() -> ended.mapLines(line -> line.handOver(-units.getOrDefault(line.lineNumber(), 0L)))
                        .in(
                                next,
                                end.reason().isEmpty()
                                        ? ended.handling()
                                        : ended.handling().because(end.reason()))));
    }

    /** The part while other shipments of it are under way; it says why one of them could not be delivered. */
    private static Optional<FulfillmentOrder> goingOn(FulfillmentOrder after) {
        List<Shipment> left = after.handling().underWay();
        Optional<Shipment> failed =
                left.stream().filter(one -> one.failedAt().isPresent()).findFirst();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(after.in(
                        failed.isPresent() ? FulfillmentState.DELIVERY_FAILED : FulfillmentState.SHIPPED,
                        after.handling().because(failed.flatMap(Shipment::reason))));
    }

    private Optional<StepResult> notNamed(Optional<Integer> shipment) {
        List<Integer> underWay =
                part.handling().underWay().stream().map(Shipment::number).toList();
        return shipment.isEmpty() && underWay.size() > 1
                ? Optional.of(new StepResult.ShipmentNotNamed(underWay))
                : shipment.flatMap(this::unknown);
    }

    private Optional<StepResult> unknown(int number) {
        return part.handling().underWay().stream().anyMatch(one -> one.number() == number)
                ? Optional.empty()
                : Optional.of(new StepResult.UnknownShipment(number));
    }
}
