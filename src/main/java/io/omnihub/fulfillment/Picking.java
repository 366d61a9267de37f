package io.omnihub.fulfillment;

import io.omnihub.fulfillment.FulfillmentOrder.Line;
import io.omnihub.kernel.Sku;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a location does until it has picked a part, or gives it up. */
final class Picking extends Carrying {
    Picking(OrderFulfillment fulfillment, FulfillmentOrder part, StepContext context) {
        super(fulfillment, part, context);
    }

    StepResult begin(Step.Plain step, FulfillmentState next) {
        return done(step, part.in(next));
    }

    StepResult pick(Step.Pick pick, FulfillmentState next) {
        List<Step.Picked> found = pick.lines().isEmpty() ? allFound() : pick.lines();
        Map<Integer, Long> asked = new HashMap<>();
        found.forEach(line -> asked.merge(line.lineNumber(), line.picked() + line.missing(), Long::sum));
        Optional<StepResult> refused = refused(asked, Line::unpicked);
        if (refused.isPresent()) {
            return refused.get();
        }
        FulfillmentOrder picked = part;
        List<Line> missing = new ArrayList<>();
        for (Step.Picked line : found) {
            Line before = picked.line(line.lineNumber()).orElseThrow();
            if (line.missing() > 0) {
                context.ledger().shortPick(part.cell(before), line.missing());
                missing.add(Line.of(before.lineNumber(), before.sku(), line.missing(), before.unitPrice()));
            }
            picked = picked.withLine(
                    line.lineNumber(), one -> one.less(line.missing()).pick(line.picked()));
        }
        succeed(missing, part.demand().map(demand -> demand.withoutStockOf(here())));
        if (picked.isEmpty()) {
            return rejected(picked, RejectReason.NOT_FOUND);
        }
        return done(pick, picked.isPicked() ? picked.in(next) : picked);
    }

    private List<Step.Picked> allFound() {
        return part.lines().stream()
                .filter(line -> line.unpicked() > 0)
                .map(line -> new Step.Picked(line.lineNumber(), line.unpicked(), 0))
                .toList();
    }

    /** Lets others fulfil units that nobody has picked, and that the stock says are gone. */
    StepResult letGo(Sku sku, long units) {
        FulfillmentOrder rest = part;
        List<Line> gone = new ArrayList<>();
        long left = units;
        for (Line line : part.lines()) {
            long taken = line.sku().equals(sku) ? Math.min(left, line.unpicked()) : 0;
            if (taken > 0) {
                left -= taken;
                context.ledger().reroute(part.cell(line), taken);
                gone.add(Line.of(line.lineNumber(), sku, taken, line.unitPrice()));
                rest = rest.withLine(line.lineNumber(), one -> one.less(taken));
            }
        }
        succeed(gone, part.demand().map(demand -> demand.withoutStockOf(here())));
        if (rest.isEmpty()) {
            return rejected(rest, RejectReason.OVERSOLD);
        }
        FulfillmentOrder fewer =
                rest.isPicked() ? part.after(FulfillmentStep.PICK).map(rest::in).orElse(rest) : rest;
        return done(fewer, stored -> FulfillmentEvents.waiting(stored, successors));
    }

    /** Nobody gives up for a pause that is over, and none that never was. */
    StepResult reject(Step.Reject reject) {
        if (reject.reason() == RejectReason.PAUSED && !isPaused()) {
            return new StepResult.NotAllowed(part);
        }
        part.lines().forEach(line -> reroute(line, reject.reason()));
        succeed(
                part.lines(),
                part.demand()
                        .map(demand -> reject.reason().isAboutTheGoods()
                                ? demand.withoutStockOf(here())
                                : demand.without(here())));
        return rejected(part, reject.reason());
    }

    /** A time that began before it was released has nothing to end any more. */
    StepResult expire(Step.Expire expire, FulfillmentState next) {
        if (!part.handling().isEndedBy(expire.timer())) {
            return new StepResult.NotAllowed(part);
        }
        part.lines().forEach(line -> reroute(line, RejectReason.OTHER));
        succeed(part.lines(), part.demand().map(demand -> demand.without(here())));
        return done(expire, part.in(next));
    }

    /** Its location does nothing of it: it says so, or has found nothing when it picked. */
    private StepResult rejected(FulfillmentOrder rest, RejectReason reason) {
        FulfillmentState next =
                part.state().after(FulfillmentStep.REJECT, part.method()).orElseThrow();
        return done(
                new Step.Reject(reason),
                rest.withHandling(rest.handling().because(Optional.of(reason.wire())))
                        .in(next));
    }

    /** Units that were picked are there, and whole: what is said of the goods is said of the others. */
    private void reroute(Line line, RejectReason reason) {
        long wrong = reason.isAboutTheGoods() ? line.unpicked() : 0;
        long sound = line.left() - wrong;
        if (sound > 0) {
            context.ledger().reroute(part.cell(line), sound);
        }
        if (wrong > 0 && reason == RejectReason.DAMAGED) {
            context.ledger().pickDamaged(part.cell(line), wrong);
        } else if (wrong > 0) {
            context.ledger().shortPick(part.cell(line), wrong);
        }
    }
}
