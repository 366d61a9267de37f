package io.omnihub.fulfillment;

import io.omnihub.catalog.Location;
import io.omnihub.fulfillment.FulfillmentOrder.Line;
import io.omnihub.fulfillment.Handling.Parcel;
import io.omnihub.fulfillment.Handling.Shipment;
import io.omnihub.fulfillment.Handling.Waiting;
import io.omnihub.fulfillment.StepResult.Excess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Does one step with one part of an order. */
final class Carrying {
    private final OrderFulfillment fulfillment;
    private final FulfillmentOrder part;
    private final StepContext context;
    private final List<FulfillmentOrder> successors = new ArrayList<>();

    Carrying(OrderFulfillment fulfillment, FulfillmentOrder part, StepContext context) {
        this.fulfillment = fulfillment;
        this.part = part;
        this.context = context;
    }

    StepResult carryOut(Step step) {
        Optional<FulfillmentState> next = part.state().after(step.name(), part.method());
        if (next.isEmpty()) {
            return new StepResult.NotAllowed(part);
        }
        return switch (step) {
            case Step.Plain plain -> plain(plain.name(), next.get());
            case Step.Pick pick -> pick(pick, next.get());
            case Step.Pack pack -> pack(pack, next.get());
            case Step.Ship ship -> ship(ship, next.get());
            case Step.Deliver deliver -> deliver(deliver, next.get());
            case Step.FailDelivery failed ->
                done(
                        step,
                        part.withHandling(part.handling().because(failed.reason()))
                                .in(next.get()));
            case Step.Ready ready -> ready(ready, next.get());
            case Step.Collect collect -> collect(collect, next.get());
            case Step.Reject reject -> reject(reject);
            case Step.Answer answer -> new Answering(fulfillment, part, context).carryOut(answer);
        };
    }

    private StepResult plain(FulfillmentStep name, FulfillmentState next) {
        if (name == FulfillmentStep.EXPIRE) {
            part.lines().forEach(line -> reroute(line, RejectReason.OTHER));
            succeed(
                    part.lines(),
                    part.demand().map(demand -> demand.without(part.location().orElseThrow())));
        }
        if (name == FulfillmentStep.RETURN_TO_STOCK) {
            part.lines().stream()
                    .filter(line -> line.left() > 0)
                    .forEach(line -> context.ledger().returnToStock(part.cell(line), line.left()));
        }
        return done(new Step.Plain(name), part.in(next));
    }

    private StepResult pick(Step.Pick pick, FulfillmentState next) {
        List<Step.Picked> found = pick.lines().isEmpty()
                ? part.lines().stream()
                        .filter(line -> line.unpicked() > 0)
                        .map(line -> new Step.Picked(line.lineNumber(), line.unpicked(), 0))
                        .toList()
                : pick.lines();
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
        succeed(
                missing,
                part.demand()
                        .map(demand -> demand.withoutStockOf(part.location().orElseThrow())));
        if (picked.isEmpty()) {
            return rejected(picked, RejectReason.NOT_FOUND);
        }
        boolean all = picked.isPicked();
        return done(pick, all ? picked.in(next) : picked);
    }

    private StepResult pack(Step.Pack pack, FulfillmentState next) {
        Handling before = part.handling();
        List<List<Units>> parcels = pack.parcels().isEmpty()
                ? List.of(part.lines().stream()
                        .filter(line -> line.picked() > before.packed(line.lineNumber()))
                        .map(line -> new Units(line.lineNumber(), line.picked() - before.packed(line.lineNumber())))
                        .toList())
                : pack.parcels();
        Map<Integer, Long> asked = new HashMap<>();
        parcels.forEach(
                parcel -> parcel.forEach(units -> asked.merge(units.lineNumber(), units.quantity(), Long::sum)));
        Optional<StepResult> refused = refused(asked, line -> line.picked() - before.packed(line.lineNumber()));
        if (refused.isPresent()) {
            return refused.get();
        }
        Handling packed = before;
        for (List<Units> parcel : parcels) {
            packed = packed.withParcel(parcel);
        }
        FulfillmentOrder done = part.withHandling(packed);
        return done(pack, done.isPacked() ? done.in(next) : done);
    }

    private StepResult ship(Step.Ship ship, FulfillmentState next) {
        List<Integer> here = part.handling().parcels().stream()
                .filter(parcel -> parcel.shipment().isEmpty())
                .map(Parcel::number)
                .toList();
        List<Integer> leaving = ship.parcels().isEmpty() ? here : ship.parcels();
        List<Integer> unknown =
                leaving.stream().filter(number -> !here.contains(number)).toList();
        if (!unknown.isEmpty()) {
            return new StepResult.UnknownParcels(unknown);
        }
        Map<Integer, Long> units = new HashMap<>();
        part.handling().parcels().stream()
                .filter(parcel -> leaving.contains(parcel.number()))
                .flatMap(parcel -> parcel.lines().stream())
                .forEach(line -> units.merge(line.lineNumber(), line.quantity(), Long::sum));
        FulfillmentOrder shipped = part.mapLines(line -> {
                    long left = units.getOrDefault(line.lineNumber(), 0L);
                    if (left > 0) {
                        context.ledger().ship(part.cell(line), left);
                    }
                    return line.handOver(left);
                })
                .withHandling(part.handling().withShipment(leaving, ship.carrier(), ship.tracking(), context.now()));
        return done(ship, shipped.isAllHandedOver() ? shipped.in(next) : shipped);
    }

    private StepResult deliver(Step.Deliver deliver, FulfillmentState next) {
        Optional<Integer> unknown = deliver.shipment()
                .filter(number -> part.handling().shipments().stream()
                        .filter(shipment -> shipment.deliveredAt().isEmpty())
                        .map(Shipment::number)
                        .noneMatch(number::equals));
        if (unknown.isPresent()) {
            return new StepResult.UnknownShipment(unknown.get());
        }
        Handling arrived = part.handling().withDelivery(deliver.shipment(), context.now());
        FulfillmentOrder delivered = part.withHandling(arrived);
        return done(deliver, arrived.isDelivered() ? delivered.in(next) : delivered);
    }

    /** Another code takes the place of the one before, and the customer has as long as before. */
    private StepResult ready(Step.Ready ready, FulfillmentState next) {
        Optional<Waiting> before = part.handling().waiting();
        Location location =
                context.catalog().location(part.location().orElseThrow()).orElseThrow();
        var waiting = new Waiting(
                ready.codeHash(),
                0,
                before.map(Waiting::readyAt).orElse(context.now()),
                before.map(Waiting::collectBy).orElseGet(() -> location.collectBy(context.now())));
        if (before.isEmpty()) {
            context.later(waiting.collectBy(), FulfillmentWork.COLLECT_BY, part.id(), 1);
        }
        return done(
                ready, part.withHandling(part.handling().withWaiting(waiting)).in(next));
    }

    private StepResult collect(Step.Collect collect, FulfillmentState next) {
        Waiting waiting = part.handling().waiting().orElseThrow();
        if (!waiting.hasTriesLeft() || !waiting.codeHash().equals(collect.codeHash())) {
            return new StepResult.WrongCode(Math.max(0, Waiting.MAX_TRIES - waiting.wrongTries() - 1));
        }
        Map<Integer, Long> asked = new HashMap<>();
        collect.lines().forEach(units -> asked.merge(units.lineNumber(), units.quantity(), Long::sum));
        if (asked.isEmpty()) {
            part.lines().stream()
                    .filter(line -> line.left() > 0)
                    .forEach(line -> asked.put(line.lineNumber(), line.left()));
        }
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

    private StepResult reject(Step.Reject reject) {
        part.lines().forEach(line -> reroute(line, reject.reason()));
        var here = part.location().orElseThrow();
        succeed(
                part.lines(),
                part.demand()
                        .map(demand -> reject.reason().isAboutTheGoods()
                                ? demand.withoutStockOf(here)
                                : demand.without(here)));
        return rejected(part, reject.reason());
    }

    /** Its location does nothing of it: it says so, or has found nothing when it picked. */
    private StepResult rejected(FulfillmentOrder rest, RejectReason reason) {
        FulfillmentState next =
                part.state().after(FulfillmentStep.REJECT, part.method()).orElseThrow();
        return done(
                new Step.Reject(reason),
                rest.withHandling(rest.handling().because(reason.wire())).in(next));
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

    /** A part without a location takes these units over, and the hub looks for one at once. */
    private void succeed(List<Line> lines, Optional<KeptDemand> demand) {
        List<Line> units = lines.stream()
                .filter(line -> line.left() > 0)
                .map(line -> Line.of(line.lineNumber(), line.sku(), line.left(), line.unitPrice()))
                .toList();
        if (!units.isEmpty()) {
            FulfillmentOrder successor = part.successor(context.partId(1), merged(units), demand, context.now());
            successors.add(successor);
            context.later(context.now(), FulfillmentWork.SOURCE, successor.id(), 1);
        }
    }

    /** What is missing may be told in several entries of one line. */
    private static List<Line> merged(List<Line> units) {
        Map<Integer, Line> byNumber = new TreeMap<>();
        units.forEach(line -> byNumber.merge(
                line.lineNumber(),
                line,
                (one, other) ->
                        Line.of(one.lineNumber(), one.sku(), one.quantity() + other.quantity(), one.unitPrice())));
        return List.copyOf(byNumber.values());
    }

    private Optional<StepResult> refused(Map<Integer, Long> asked, ToLongFunction<Line> open) {
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

    private StepResult done(Step step, FulfillmentOrder after) {
        OrderFulfillment changed = fulfillment.with(after, successors);
        FulfillmentOrder stored = changed.part(part.id()).orElseThrow();
        context.changes().put(OrderFulfillment.TABLE, fulfillment.orderId(), changed);
        context.changes().announce(FulfillmentEvents.of(step, stored, successors));
        return new StepResult.Done(changed, stored);
    }
}
