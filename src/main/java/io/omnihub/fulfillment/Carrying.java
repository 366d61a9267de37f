package io.omnihub.fulfillment;

import io.omnihub.engine.NewEvent;
import io.omnihub.fulfillment.FulfillmentOrder.Line;
import io.omnihub.fulfillment.StepResult.Excess;
import io.omnihub.kernel.LocationCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Does one step with one part of an order: a class for each kind of work. */
abstract sealed class Carrying permits Answering, Arriving, Blocking, Collecting, Picking, Shipping {
    final FulfillmentOrder part;
    final StepContext context;
    final List<FulfillmentOrder> successors = new ArrayList<>();
    final OrderFulfillment fulfillment;

    Carrying(OrderFulfillment fulfillment, FulfillmentOrder part, StepContext context) {
        this.fulfillment = fulfillment;
        this.part = part;
        this.context = context;
    }

    static StepResult carryOut(OrderFulfillment all, FulfillmentOrder part, Step step, StepContext context) {
        Optional<FulfillmentState> allowed = part.after(step.name());
        if (allowed.isEmpty()) {
            return new StepResult.NotAllowed(part);
        }
        FulfillmentState next = allowed.get();
        return switch (step) {
            case Step.Plain plain -> new Picking(all, part, context).begin(plain, next);
            case Step.Pick pick -> new Picking(all, part, context).pick(pick, next);
            case Step.Reject reject -> new Picking(all, part, context).reject(reject);
            case Step.Expire expire -> new Picking(all, part, context).expire(expire, next);
            case Step.Hold hold -> new Blocking(all, part, context).hold(hold);
            case Step.Release release -> new Blocking(all, part, context).release(release);
            case Step.Pack pack -> new Shipping(all, part, context).pack(pack, next);
            case Step.Ship ship -> new Shipping(all, part, context).ship(ship, next);
            case Step.Deliver deliver -> new Shipping(all, part, context).deliver(deliver, next);
            case Step.FailDelivery failed -> new Shipping(all, part, context).fail(failed, next);
            case Step.EndDelivery end -> new Shipping(all, part, context).end(end, next);
            case Step.Ready ready -> new Collecting(all, part, context).ready(ready, next);
            case Step.Collect collect -> new Collecting(all, part, context).collect(collect, next);
            case Step.Remind remind -> new Collecting(all, part, context).remind(remind);
            case Step.ReturnToStock back -> new Collecting(all, part, context).takeBack(back, next);
            case Step.Answer answer -> new Answering(all, part, context).answer(answer);
        };
    }

    /** @param after the part at the end of the step, which becomes its next version */
    final StepResult done(Step step, FulfillmentOrder after) {
        return done(after, stored -> FulfillmentEvents.of(step, stored, successors));
    }

    /** @param event that says so, of the part as it is stored */
    final StepResult done(FulfillmentOrder after, Function<FulfillmentOrder, NewEvent> event) {
        StepResult.Done done = kept(after);
        context.changes().announce(event.apply(done.part()));
        return done;
    }

    /** What nobody needs to be told. */
    final StepResult.Done kept(FulfillmentOrder after) {
        OrderFulfillment changed = fulfillment.put(after, successors, context.changes());
        return new StepResult.Done(changed, changed.part(part.id()).orElseThrow());
    }

    /** A location that was paused while the part stood still gives up what goes on there. */
    final void giveUpWherePaused(FulfillmentOrder after) {
        if (isPaused() && after.allows(FulfillmentStep.REJECT)) {
            context.later(context.now(), FulfillmentWork.GIVE_UP, part.id(), 2);
        }
    }

    /** A part without a location takes these units over, and the hub looks for one at once. */
    final void succeed(List<Line> lines, Optional<KeptDemand> demand) {
        List<Line> units = lines.stream()
                .filter(line -> line.left() > 0)
                .map(line -> Line.of(line.lineNumber(), line.sku(), line.left(), line.unitPrice()))
                .toList();
        if (!units.isEmpty()) {
            FulfillmentOrder successor = part.successor(context.partId(1), units, demand, context.now());
            successors.add(successor);
            context.later(context.now(), FulfillmentWork.SOURCE, successor.id(), 1);
        }
    }

    final boolean isPaused() {
        return context.isPaused(here());
    }

    final LocationCode here() {
        return part.location().orElseThrow();
    }

    /** What was only told. */
    final StepResult.Done told(Step step) {
        context.changes().announce(FulfillmentEvents.of(step, part, List.of()));
        return new StepResult.Done(fulfillment, part);
    }

    /** Why so many units of these lines cannot be meant, by line number. */
    final Optional<StepResult> refused(Map<Integer, Long> asked, ToLongFunction<Line> open) {
        List<Integer> unknown = asked.keySet().stream()
                .filter(number -> part.line(number).isEmpty())
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            return Optional.of(new StepResult.UnknownLines(unknown));
        }
        List<Excess> beyond = part.lines().stream()
                .filter(line -> asked.getOrDefault(line.lineNumber(), 0L) > open.applyAsLong(line))
                .map(line -> new Excess(
                        line.lineNumber(), asked.getOrDefault(line.lineNumber(), 0L), open.applyAsLong(line)))
                .toList();
        return beyond.isEmpty() ? Optional.empty() : Optional.of(new StepResult.Beyond(beyond));
    }
}
