package io.omnihub.fulfillment;

import io.omnihub.engine.NewEvent;
import io.omnihub.fulfillment.Handling.Waiting;
import java.util.function.Function;

/** What a location answers when it was asked to give back what it has picked. */
final class Answering extends Carrying {
    private final CancellationRequest asked;

    /** @param part of which something is asked back */
    Answering(OrderFulfillment fulfillment, FulfillmentOrder part, StepContext context) {
        super(fulfillment, part, context);
        this.asked = part.handling().asked().orElseThrow();
    }

    StepResult answer(Step.Answer answer) {
        return switch (answer) {
            case Step.AcceptCancellation _ -> accept();
            case Step.RefuseCancellation _ -> refuse();
            case Step.LeaveUnanswered(var request) ->
                request.equals(asked.id()) ? leave() : new StepResult.NotAllowed(part);
        };
    }

    /** Its units may be promised again; what is left of the part goes on from where it stood. */
    private StepResult accept() {
        asked.units()
                .forEach(units -> context.ledger()
                        .cancel(part.cell(part.line(units.lineNumber()).orElseThrow()), units.quantity()));
        FulfillmentOrder fewer = part.mapLines(line -> line.withdraw(asked.units(line.lineNumber())));
        Handling handling = part.handling().answered().openedFor(fewer.lines());
        FulfillmentOrder rest = fewer.in(asked.from(), handling);
        return answered(
                rest.isEmpty() ? rest.in(FulfillmentState.CANCELLED, handling.over()) : rest.in(resumed(rest)),
                FulfillmentEvents::cancelled);
    }

    /** Why is told with the order's cancellations. */
    private StepResult refuse() {
        Handling answered = part.handling().answered();
        return answered(part.in(asked.from(), answered), FulfillmentEvents::cancellationRefused);
    }

    /** Somebody is told, and it goes on waiting. */
    private StepResult leave() {
        return done(part.withHandling(part.handling().asking(asked.whenOverdue())), FulfillmentEvents::unanswered);
    }

    /** What came meanwhile was missed, and comes again. */
    private StepResult answered(FulfillmentOrder after, Function<FulfillmentOrder, NewEvent> event) {
        if (asked.overdue()) {
            context.changes().announce(FulfillmentEvents.answered(part));
        }
        after.handling()
                .waiting()
                .filter(_ -> after.state() == FulfillmentState.READY_FOR_PICKUP)
                .ifPresent(this::goOnWaiting);
        giveUpWherePaused(after);
        return done(releasedInTime(after), event);
    }

    /** A customer whose time has not ended is reminded, if it was time. */
    private void goOnWaiting(Waiting waiting) {
        if (waiting.collectBy().isAfter(context.now())) {
            asked.reminder().ifPresent(due -> context.later(due, FulfillmentWork.REMIND, part.id(), 3));
        } else {
            context.later(waiting.collectBy(), FulfillmentWork.COLLECT_BY, part.id(), 1);
        }
    }

    /** A block whose end came meanwhile ends now. */
    private FulfillmentOrder releasedInTime(FulfillmentOrder after) {
        return after.handling()
                .block()
                .flatMap(block -> block.until()
                        .filter(end -> !end.isAfter(context.now()))
                        .map(end -> after.withHandling(after.handling()
                                .blocked(block, context.later(end, FulfillmentWork.RELEASE, part.id(), 1)))))
                .orElse(after);
    }

    /** Where a part goes on: with fewer units it may be done with what it was at. */
    private FulfillmentState resumed(FulfillmentOrder rest) {
        boolean gone = rest.isAllHandedOver();
        return switch (asked.from()) {
            case BLOCKED -> asked.from();
            case PICKING -> rest.isPicked() ? after(FulfillmentStep.PICK) : asked.from();
            case PICKED -> rest.isPacked() ? after(FulfillmentStep.PACK) : asked.from();
            case PACKED -> gone ? sent(rest) : asked.from();
            case READY_FOR_PICKUP -> gone ? after(FulfillmentStep.COLLECT) : asked.from();
            default -> throw new IllegalStateException("nothing is asked back of what is " + asked.from());
        };
    }

    /** What was sent of it before may have arrived already. */
    private FulfillmentState sent(FulfillmentOrder rest) {
        return rest.handling().isOffTheRoad() ? FulfillmentState.DELIVERED : after(FulfillmentStep.SHIP);
    }

    private FulfillmentState after(FulfillmentStep step) {
        return asked.from().after(step, part.method()).orElseThrow();
    }
}
