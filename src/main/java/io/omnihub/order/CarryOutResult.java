package io.omnihub.order;

import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.StepResult;

/** What became of a step with a fulfilment order; refusals in the order in which they are looked for. */
public sealed interface CarryOutResult {
    /** {@code not-found}: there is no such part, or none of that location. */
    record Unknown() implements CarryOutResult {}

    /**
     * @param part as it is now
     * @param repeated whether an earlier request with the same key did it
     */
    record CarriedOut(FulfillmentOrder part, boolean repeated) implements CarryOutResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements CarryOutResult {}

    /** {@code version-mismatch} */
    record OtherVersion(long version) implements CarryOutResult {}

    /** @param refusal anything but {@link StepResult.Done} */
    record Refused(StepResult refusal) implements CarryOutResult {}
}
