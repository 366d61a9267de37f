package io.omnihub.simulation;

import io.omnihub.engine.Command;
import io.omnihub.fulfillment.BlockReason;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentStep;
import io.omnihub.fulfillment.Handling;
import io.omnihub.fulfillment.Handling.Parcel;
import io.omnihub.fulfillment.Handling.Waiting;
import io.omnihub.fulfillment.RejectReason;
import io.omnihub.fulfillment.Shipment;
import io.omnihub.fulfillment.Step;
import io.omnihub.fulfillment.Units;
import io.omnihub.kernel.LocationCode;
import io.omnihub.order.SimulatedOrders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people in stores and warehouses, and carriers, do with the parts of orders. */
final class Steps {
    /** What nobody does by hand. */
    private static final Set<FulfillmentStep> BY_ITSELF = EnumSet.of(
            FulfillmentStep.EXPIRE,
            FulfillmentStep.RETURN_TO_STOCK,
            FulfillmentStep.REMIND,
            FulfillmentStep.CANCEL,
            FulfillmentStep.REQUEST_CANCELLATION,
            FulfillmentStep.LEAVE_UNANSWERED,
            FulfillmentStep.ARRIVE,
            FulfillmentStep.FAIL_TRANSFER);

    private static final List<FulfillmentStep> BY_HAND = List.copyOf(EnumSet.complementOf(EnumSet.copyOf(BY_ITSELF)));

    private static final Set<FulfillmentStep> GOING_WRONG =
            EnumSet.of(FulfillmentStep.REJECT, FulfillmentStep.FAIL_DELIVERY, FulfillmentStep.REPORT_LOST);

    private Steps() {}

    /** Mostly a step that is allowed. */
    static Optional<Command<?>> any(Retailer retailer) {
        Draw draw = retailer.draw;
        List<FulfillmentOrder> workable = retailer.parts().stream()
                .filter(part -> !possible(part).isEmpty())
                .toList();
        if (draw.chance(0.1)) {
            return draw.any(retailer.parts()).map(part -> command(retailer, part, draw.oneOf(BY_HAND)));
        }
        return draw.any(workable).map(part -> command(retailer, part, likely(draw, possible(part))));
    }

    private static List<FulfillmentStep> possible(FulfillmentOrder part) {
        return part.allowed().stream().filter(step -> !BY_ITSELF.contains(step)).toList();
    }

    /** Most work goes on. */
    private static FulfillmentStep likely(Draw draw, List<FulfillmentStep> possible) {
        List<FulfillmentStep> onward =
                possible.stream().filter(step -> !GOING_WRONG.contains(step)).toList();
        return !onward.isEmpty() && draw.chance(0.85) ? draw.oneOf(onward) : draw.oneOf(possible);
    }

    private static Command<?> command(Retailer retailer, FulfillmentOrder part, FulfillmentStep step) {
        if (step == FulfillmentStep.ACCEPT_OFFER) {
            return SimulatedOrders.acceptOffer(
                    retailer.ids.next(),
                    retailer.somebody(),
                    part,
                    offered(retailer.draw, part),
                    Actions.versions(retailer.draw, part.version()),
                    retailer.catalog.copy(),
                    Actions.taken(retailer),
                    retailer.clock.instant());
        }
        return SimulatedOrders.carryOut(
                retailer.ids.next(),
                retailer.somebody(),
                part,
                step(retailer.draw, part, step, retailer.clock.instant()),
                Actions.versions(retailer.draw, part.version()));
    }

    /** Mostly one of the offers. */
    private static LocationCode offered(Draw draw, FulfillmentOrder part) {
        return draw.chance(0.9)
                ? draw.any(part.handling().offers())
                        .map(Handling.Offer::location)
                        .orElseGet(() -> draw.oneOf(Retailer.LOCATIONS))
                : draw.oneOf(Retailer.LOCATIONS);
    }

    private static Optional<Instant> until(Draw draw, Instant now) {
        return draw.chance(0.5) ? Optional.of(now.plus(Duration.ofMinutes(draw.between(0, 600)))) : Optional.empty();
    }

    private static Step step(Draw draw, FulfillmentOrder part, FulfillmentStep step, Instant now) {
        return switch (step) {
            case PICK -> new Step.Pick(draw.chance(0.4) ? List.of() : picked(draw, part));
            case PACK -> new Step.Pack(draw.chance(0.5) ? List.of() : parcels(draw, part));
            case SHIP -> new Step.Ship("carrier", Optional.empty(), draw.chance(0.5) ? List.of() : leaving(draw, part));
            case DELIVER -> new Step.Deliver(maybeShipment(draw, part));
            case FAIL_DELIVERY -> new Step.FailDelivery("nobody there", maybeShipment(draw, part));
            case TAKE_BACK -> new Step.TakeBack(maybeShipment(draw, part), Optional.empty());
            case REPORT_LOST -> new Step.ReportLost(maybeShipment(draw, part), Optional.of("never seen again"));
            case READY -> new Step.Ready("hash " + draw.between(1, 1_000_000));
            case COLLECT ->
                new Step.Collect(
                        code(draw, part),
                        draw.chance(0.6) ? List.of() : handedOver(draw, part),
                        draw.chance(0.2) ? Optional.of("A friend") : Optional.empty());
            case REJECT -> new Step.Reject(draw.oneOf(RejectReason.values()));
            case ACCEPT_CANCELLATION -> new Step.AcceptCancellation();
            case REFUSE_CANCELLATION -> new Step.RefuseCancellation(Optional.empty());
            case HOLD -> new Step.Hold(draw.oneOf(BlockReason.values()), until(draw, now));
            case RELEASE -> new Step.Release(Optional.empty());
            case ACKNOWLEDGE, START_PICKING -> new Step.Plain(step);
            case EXPIRE,
                    REMIND,
                    RETURN_TO_STOCK,
                    CANCEL,
                    REQUEST_CANCELLATION,
                    LEAVE_UNANSWERED,
                    ACCEPT_OFFER,
                    ARRIVE,
                    FAIL_TRANSFER -> throw new IllegalArgumentException("nobody does this by hand: " + step);
        };
    }

    /** Some of a line, all of it, and at times more than there is; or a line that there is not. */
    private static List<Step.Picked> picked(Draw draw, FulfillmentOrder part) {
        List<Step.Picked> lines = new ArrayList<>();
        for (Units line : lines(draw, part)) {
            long missing = draw.chance(0.25) ? draw.between(0, (int) line.quantity()) : 0;
            lines.add(new Step.Picked(line.lineNumber(), line.quantity() - missing, missing));
        }
        return lines;
    }

    private static List<List<Units>> parcels(Draw draw, FulfillmentOrder part) {
        return lines(draw, part).stream().map(List::of).toList();
    }

    private static List<Units> handedOver(Draw draw, FulfillmentOrder part) {
        return lines(draw, part);
    }

    private static List<Units> lines(Draw draw, FulfillmentOrder part) {
        List<Units> lines = new ArrayList<>();
        for (FulfillmentOrder.Line line : draw.some(part.lines(), draw.between(1, 3))) {
            long most = Math.max(1, line.left() + (draw.chance(0.05) ? 1 : 0));
            int number = draw.chance(0.02) ? line.lineNumber() + 7 : line.lineNumber();
            lines.add(new Units(number, draw.between(1, (int) most)));
        }
        return lines;
    }

    private static List<Integer> leaving(Draw draw, FulfillmentOrder part) {
        List<Integer> numbers =
                part.handling().parcels().stream().map(Parcel::number).toList();
        return draw.some(numbers, draw.between(1, 2));
    }

    private static Optional<Integer> maybeShipment(Draw draw, FulfillmentOrder part) {
        return draw.chance(0.5)
                ? Optional.empty()
                : draw.any(part.handling().shipments()).map(Shipment::number);
    }

    private static String code(Draw draw, FulfillmentOrder part) {
        return draw.chance(0.7)
                ? part.handling().waiting().map(Waiting::codeHash).orElse("none")
                : "wrong";
    }
}
