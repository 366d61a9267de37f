package io.omnihub.fulfillment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Has a part wait where it stands, and go on from there. */
final class Blocking extends Carrying {
    private static final Duration FARTHEST_END = Duration.ofDays(365);

    Blocking(OrderFulfillment fulfillment, FulfillmentOrder part, StepContext context) {
        super(fulfillment, part, context);
    }

    StepResult hold(Step.Hold hold) {
        Instant now = context.now();
        if (hold.until()
                .filter(end -> !end.isAfter(now) || end.isAfter(now.plus(FARTHEST_END)))
                .isPresent()) {
            return new StepResult.BadEnd(FARTHEST_END);
        }
        Optional<UUID> timer = hold.until().map(end -> context.later(end, FulfillmentWork.RELEASE, part.id(), 1));
        return done(hold, part.block(hold.reason(), hold.until(), timer.orElse(context.commandId())));
    }

    /** The time in which it must be acknowledged begins anew; a location that was paused meanwhile gives it up. */
    StepResult release(Step.Release release) {
        if (release.timer().filter(work -> !part.handling().isEndedBy(work)).isPresent()) {
            return new StepResult.NotAllowed(part);
        }
        boolean toBeAcknowledged = part.handling().block().orElseThrow().from() == FulfillmentState.ALLOCATED;
        Optional<UUID> timer =
                toBeAcknowledged ? context.expectAcknowledgement(here(), part.id(), 1) : Optional.empty();
        FulfillmentOrder released = part.release(timer.orElse(context.commandId()));
        giveUpWherePaused(released);
        return done(release, released);
    }
}
