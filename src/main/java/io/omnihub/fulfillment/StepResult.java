package io.omnihub.fulfillment;

import java.time.Duration;
import java.util.List;

/** What became of a step; refusals in the order in which they are looked for. */
public sealed interface StepResult {
    /** @param part as it is then */
    record Done(OrderFulfillment fulfillment, FulfillmentOrder part) implements StepResult {}

    /** {@code step-not-allowed}: not in this state, or not for this way of delivery. */
    record NotAllowed(FulfillmentOrder part) implements StepResult {}

    /** {@code unknown-line} */
    record UnknownLines(List<Integer> lineNumbers) implements StepResult {}

    /** {@code quantity-beyond-line} */
    record Beyond(List<Excess> lines) implements StepResult {}

    /** @param open what may be asked for */
    record Excess(int lineNumber, long requested, long open) {}

    /** {@code invalid-field}: the time until which it is to be held is not ahead, or too far. */
    record BadEnd(Duration farthest) implements StepResult {}

    /** {@code too-many-entries}: it would have more parcels, or lines in them, than a fulfilment order may have. */
    record TooManyParcels() implements StepResult {}

    /** {@code unknown-parcel}: there is no such parcel, or it has left. */
    record UnknownParcels(List<Integer> numbers) implements StepResult {}

    /** {@code missing-field}: several shipments are under way, and it was not said which one is meant. */
    record ShipmentNotNamed(List<Integer> underWay) implements StepResult {}

    /** {@code unknown-shipment}: there is no such shipment, or it is not under way any more. */
    record UnknownShipment(int number) implements StepResult {}

    /** {@code wrong-code}; with no tries left no code is good any more. */
    record WrongCode(int triesLeft) implements StepResult {}
}
