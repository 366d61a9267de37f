package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.OfferJson;
import io.omnihub.channel.Refusals;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentStep;
import io.omnihub.fulfillment.Handling;
import io.omnihub.fulfillment.Step;
import io.omnihub.fulfillment.StepResult;
import io.omnihub.fulfillment.StepResult.Excess;
import io.omnihub.fulfillment.Units;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.sourcing.SourcingPlan.Alternative;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Why a step with a fulfilment order is refused. */
final class StepRefusals {
    private static final String NOTHING_TO_HOLD =
            " Nobody works on it before its units are there: it can be held as soon as it is allocated.";

    private StepRefusals() {}

    static RuntimeException of(StepResult refusal, Step step, Caller caller) {
        return switch (refusal) {
            case StepResult.Done _ -> throw new IllegalStateException("it was done");
            case StepResult.NotAllowed(FulfillmentOrder part) -> notAllowed(part, step.name(), caller);
            case StepResult.UnknownLines(List<Integer> numbers) ->
                Refusals.fields(
                        "unknown-line",
                        "A line is unknown",
                        numbers.stream()
                                .map(number -> error(
                                        pointer(step, number) + "/lineNumber",
                                        "unknown-line",
                                        "The fulfilment order has no line " + number + "."))
                                .toList());
            case StepResult.Beyond(List<Excess> lines) ->
                Refusals.fields(
                        "quantity-beyond-line",
                        "That is more than is left",
                        lines.stream().map(line -> beyond(step, line)).toList());
            case StepResult.BadEnd(Duration farthest) ->
                Refusals.field(
                        "invalid-field",
                        "A field is not valid",
                        "/until",
                        "Must lie ahead, and no more than " + farthest.toDays() + " days.");
            case StepResult.TooManyParcels() ->
                Refusals.field(
                        "too-many-entries",
                        "There are too many entries",
                        "/parcels",
                        "A fulfilment order has at most %,d parcels, with %,d lines in all of them."
                                .formatted(Handling.MAX_PARCELS, Handling.MAX_PARCEL_LINES));
            case StepResult.UnknownParcels(List<Integer> numbers) ->
                Refusals.fields("unknown-parcel", "A parcel is unknown", unknownParcels((Step.Ship) step, numbers));
            case StepResult.ShipmentNotNamed(List<Integer> underWay) ->
                Refusals.field(
                        "missing-field",
                        "A required field is missing",
                        "/shipment",
                        "Shipments are under way, of which one has to be named: "
                                + underWay.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
            case StepResult.UnknownShipment(int number) ->
                Refusals.field(
                        "unknown-shipment",
                        "The shipment is unknown",
                        "/shipment",
                        "No shipment " + number + " is under way.");
            case StepResult.WrongCode(int triesLeft) ->
                Refusals.field(
                        "wrong-code",
                        "The code is wrong",
                        "/code",
                        triesLeft > 0
                                ? "It is not this one; tries that are left: " + triesLeft + "."
                                : "No code is good any more. Make it ready again for another one.");
        };
    }

    static RuntimeException offerUnavailable(LocationCode store, List<Alternative> offers) {
        return Problem.of(
                        409,
                        "offer-unavailable",
                        "The store cannot hand it over any more",
                        store + " cannot hand over all of it now. Choose one of the offers, or let it wait.")
                .with("offers", offers.stream().map(OfferJson::of).toList())
                .toException();
    }

    static RuntimeException notAllowed(FulfillmentOrder part, FulfillmentStep step, Caller caller) {
        List<String> steps = FulfillmentOrderJson.steps(part, caller);
        boolean isForNothing = step == FulfillmentStep.HOLD && part.isWithoutStock();
        return Refusals.stepNotAllowed(
                "It is %s, where %s is not possible; possible are: %s.%s"
                        .formatted(
                                part.state().wire(),
                                step.wire(),
                                steps.isEmpty() ? "none" : String.join(", ", steps),
                                isForNothing ? NOTHING_TO_HOLD : ""),
                part.state(),
                steps);
    }

    private static FieldError beyond(Step step, Excess line) {
        String pointer = step instanceof Step.Pack(var parcels)
                ? entry(parcels, line.lineNumber(), line.open())
                : pointer(step, line.lineNumber());
        return error(
                pointer,
                "quantity-beyond-line",
                "%d of line %d are left for this, not %d.".formatted(line.open(), line.lineNumber(), line.requested()));
    }

    private static List<FieldError> unknownParcels(Step.Ship ship, List<Integer> numbers) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < ship.parcels().size(); i++) {
            if (numbers.contains(ship.parcels().get(i))) {
                errors.add(error(
                        "/parcels/" + i,
                        "unknown-parcel",
                        "No parcel " + ship.parcels().get(i) + " is here."));
            }
        }
        return errors;
    }

    /** Where the first entry of a line stands in the body. */
    private static String pointer(Step step, int lineNumber) {
        return switch (step) {
            case Step.Pick(var lines) ->
                "/lines/" + index(lines.stream().map(Step.Picked::lineNumber).toList(), lineNumber);
            case Step.Collect(var _, var lines, var _) ->
                "/lines/"
                        + index(lines.stream().map(units -> units.lineNumber()).toList(), lineNumber);
            case Step.Pack(var parcels) -> entry(parcels, lineNumber, 0);
            case Step.Plain _, Step.Hold _, Step.Release _, Step.Ship _, Step.Deliver _, Step.FailDelivery _ -> "";
            case Step.EndDelivery _ -> "";
            case Step.Ready _, Step.Reject _, Step.Expire _, Step.Remind _, Step.ReturnToStock _, Step.Answer _ -> "";
        };
    }

    /** Where the entry of a line stands with which there are more of it in all parcels than that. */
    private static String entry(List<List<Units>> parcels, int lineNumber, long open) {
        long packed = 0;
        for (int parcel = 0; parcel < parcels.size(); parcel++) {
            List<Units> lines = parcels.get(parcel);
            for (int line = 0; line < lines.size(); line++) {
                packed += lines.get(line).lineNumber() == lineNumber
                        ? lines.get(line).quantity()
                        : 0;
                if (packed > open) {
                    return "/parcels/" + parcel + "/lines/" + line;
                }
            }
        }
        return "/parcels";
    }

    private static int index(List<Integer> lineNumbers, int lineNumber) {
        return lineNumbers.indexOf(lineNumber);
    }

    private static FieldError error(String pointer, String code, String detail) {
        return new FieldError(pointer, code, detail);
    }
}
