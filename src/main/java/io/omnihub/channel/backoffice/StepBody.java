package io.omnihub.channel.backoffice;

import io.omnihub.channel.Field;
import io.omnihub.fulfillment.BlockReason;
import io.omnihub.fulfillment.Handling;
import io.omnihub.fulfillment.RejectReason;
import io.omnihub.fulfillment.Step;
import io.omnihub.fulfillment.Units;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Quantity;
import io.omnihub.order.CollectionCode;
import io.omnihub.order.Order;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the bodies of the steps with a fulfilment order say. */
final class StepBody {
    /** That it is paused is not its own to say: its switch does. */
    private static final Set<RejectReason> REJECTING =
            EnumSet.complementOf(EnumSet.of(RejectReason.PAUSED, RejectReason.OVERSOLD));

    private static final int MAX_CARRIER = 100;
    private static final int MAX_TRACKING = 100;
    private static final int MAX_REASON = 200;
    private static final String TOO_MANY_LINES = "too-many-lines";
    private static final String TOO_MANY = "too-many-entries";

    private StepBody() {}

    static Step.Pick pick(Field body) {
        Optional<Field> lines = body.object("lines").maybe("lines");
        Set<Integer> seen = new HashSet<>();
        return new Step.Pick(lines.map(all -> all.items(1, Order.MAX_LINES, TOO_MANY_LINES).stream()
                        .map(line -> picked(line, seen))
                        .toList())
                .orElse(List.of()));
    }

    private static Step.Picked picked(Field field, Set<Integer> seen) {
        Field line = field.object("lineNumber", "picked", "missing");
        long picked = line.at("picked").quantity(0);
        long missing = line.maybe("missing").map(units -> units.quantity(0)).orElse(0L);
        if (picked + missing == 0) {
            throw field.invalid("Something must be picked or missing.");
        }
        return new Step.Picked(lineNumber(line, seen), picked, missing);
    }

    static Step.Pack pack(Field body) {
        Optional<Field> parcels = body.object("parcels").maybe("parcels");
        return new Step.Pack(parcels.map(all -> all.items(1, Handling.MAX_PARCELS, TOO_MANY).stream()
                        .map(parcel -> units(parcel.object("lines").at("lines")))
                        .toList())
                .orElse(List.of()));
    }

    static Step.Ship ship(Field body) {
        Field ship = body.object("carrier", "tracking", "parcels");
        Set<Integer> seen = new HashSet<>();
        return new Step.Ship(
                ship.at("carrier").trimmed(MAX_CARRIER),
                ship.maybe("tracking").map(tracking -> tracking.trimmed(MAX_TRACKING)),
                ship.maybe("parcels")
                        .map(all -> all.items(1, Handling.MAX_PARCELS, TOO_MANY).stream()
                                .map(number -> once(number, Handling.MAX_PARCELS, seen))
                                .toList())
                        .orElse(List.of()));
    }

    static Step.Deliver deliver(Field body) {
        return new Step.Deliver(shipment(body.object("shipment")));
    }

    static Step.FailDelivery failDelivery(Field body) {
        Field failed = body.object("reason", "shipment");
        return new Step.FailDelivery(failed.at("reason").trimmed(MAX_REASON), shipment(failed));
    }

    static Step.TakeBack takeBack(Field body) {
        Field back = body.object("reason", "shipment");
        return new Step.TakeBack(shipment(back), maybeReason(back));
    }

    static Step.ReportLost reportLost(Field body) {
        Field lost = body.object("reason", "shipment");
        return new Step.ReportLost(shipment(lost), maybeReason(lost));
    }

    static Step.Collect collect(Field body, UUID partId) {
        Field collect = body.object("code", "lines", "collectedBy");
        var code = new CollectionCode(collect.at("code").text(CollectionCode::isValid, "a code of eight digits"));
        return new Step.Collect(
                code.hash(partId),
                collect.maybe("lines").map(StepBody::units).orElse(List.of()),
                collect.maybe("collectedBy").map(name -> name.trimmed(MAX_REASON)));
    }

    static Step.Hold hold(Field body) {
        Field hold = body.object("reason", "until");
        return new Step.Hold(
                hold.at("reason").word(BlockReason.class), hold.maybe("until").map(Field::time));
    }

    static Step.Release release(Field body) {
        body.object();
        return new Step.Release(Optional.empty());
    }

    static LocationCode store(Field body) {
        return new LocationCode(body.object("location").at("location").code());
    }

    static Step.Reject reject(Field body) {
        return new Step.Reject(body.object("reason").at("reason").word(RejectReason.class, REJECTING));
    }

    static Step.AcceptCancellation acceptCancellation(Field body) {
        body.object();
        return new Step.AcceptCancellation();
    }

    static Step.RefuseCancellation refuseCancellation(Field body) {
        return new Step.RefuseCancellation(maybeReason(body.object("reason")));
    }

    private static Optional<Integer> shipment(Field step) {
        return step.maybe("shipment").map(number -> (int) number.whole(1, Handling.MAX_PARCELS));
    }

    private static Optional<String> maybeReason(Field step) {
        return step.maybe("reason").map(reason -> reason.trimmed(MAX_REASON));
    }

    private static List<Units> units(Field lines) {
        Set<Integer> seen = new HashSet<>();
        return lines.items(1, Order.MAX_LINES, TOO_MANY_LINES).stream()
                .map(field -> field.object("lineNumber", "quantity"))
                .map(line ->
                        new Units(lineNumber(line, seen), line.at("quantity").quantity(1)))
                .toList();
    }

    private static int lineNumber(Field line, Set<Integer> seen) {
        return once(line.at("lineNumber"), Quantity.MAX, seen);
    }

    /** A number from 1 that was not seen before. */
    private static int once(Field field, long max, Set<Integer> seen) {
        int number = (int) field.whole(1, max);
        if (!seen.add(number)) {
            throw field.invalid("Each may stand once.");
        }
        return number;
    }
}
