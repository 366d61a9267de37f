package io.omnihub.fulfillment;

import io.omnihub.catalog.Location;
import io.omnihub.fulfillment.FulfillmentOrder.Line;
import io.omnihub.fulfillment.Handling.Waiting;
import java.util.Map;
import java.util.Optional;

/** What becomes of a part that is picked and waits for its customer. */
final class Collecting extends Carrying {
    Collecting(OrderFulfillment fulfillment, FulfillmentOrder part, StepContext context) {
        super(fulfillment, part, context);
    }

    /** Another code takes the place of the one before, and the customer has as long as before. */
    StepResult ready(Step.Ready ready, FulfillmentState next) {
        Optional<Waiting> before = part.handling().waiting();
        Location location = context.catalog().location(here()).orElseThrow();
        var waiting = new Waiting(
                ready.codeHash(),
                0,
                before.map(Waiting::readyAt).orElse(context.now()),
                before.map(Waiting::collectBy).orElseGet(() -> location.collectBy(context.now())));
        if (before.isEmpty()) {
            context.later(waiting.collectBy(), FulfillmentWork.COLLECT_BY, part.id(), 1);
            location.remindAt(waiting.collectBy(), context.now())
                    .ifPresent(at -> context.later(at, FulfillmentWork.REMIND, part.id(), 2));
        }
        return done(
                ready, part.withHandling(part.handling().withWaiting(waiting)).in(next));
    }

    StepResult collect(Step.Collect collect, FulfillmentState next) {
        Waiting waiting = part.handling().waiting().orElseThrow();
        if (!waiting.hasTriesLeft() || !waiting.codeHash().equals(collect.codeHash())) {
            return new StepResult.WrongCode(Math.max(0, Waiting.MAX_TRIES - waiting.wrongTries() - 1));
        }
        Map<Integer, Long> asked = collect.lines().isEmpty() ? part.left() : Units.sum(collect.lines().stream());
        Optional<StepResult> refused = refused(asked, Line::left);
        if (refused.isPresent()) {
            return refused.get();
        }
        FulfillmentOrder collected = part.mapLines(line -> {
            long units = asked.getOrDefault(line.lineNumber(), 0L);
            if (units > 0) {
                context.ledger().collect(part.cell(line), units);
            }
            return line.handOver(units);
        });
        return done(collect, collected.isAllHandedOver() ? collected.in(next) : collected);
    }

    /** Who is asked back from is not reminded: it may not be wanted any more. That it was time is kept until the answer. */
    StepResult remind(Step.Remind remind) {
        return part.handling()
                .asked()
                .map(asked -> part.withHandling(part.handling().asking(asked.withReminder(context.now()))))
                .map(this::kept)
                .orElseGet(() -> told(remind));
    }

    StepResult takeBack(Step.ReturnToStock back, FulfillmentState next) {
        part.lines().stream()
                .filter(line -> line.left() > 0)
                .forEach(line -> context.ledger().returnToStock(part.cell(line), line.left()));
        return done(back, part.in(next));
    }
}
