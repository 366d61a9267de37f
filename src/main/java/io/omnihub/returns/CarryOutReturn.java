package io.omnihub.returns;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Location;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import io.omnihub.order.NewPayment;
import io.omnihub.order.Order;
import io.omnihub.order.OrderLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Does a step of a return, whole or not at all. The order that it is of is locked with it: what of it can still be given
 * back, and what is due for it, follow.
 *
 * @param known the return as it was read before; its order and its lines' items never change
 * @param expected the versions that the caller has in mind; empty for any
 */
record CarryOutReturn(
        UUID id, Actor actor, Return known, ReturnWork work, Optional<Versions> expected, List<CommandKey> keys)
        implements Command<ReturnStepResult> {
    @Override
    public Reads reads() {
        Reads reads = new Reads()
                .lock(Order.TABLE, orderIds())
                .lock(Return.TABLE, Set.of(known.id()))
                .read(ReturnedUnits.TABLE, orderIds());
        return switch (work) {
            case ReturnWork.Plain plain ->
                reads.lock(Order.TABLE, plain.name() == ReturnStep.CANCEL ? exchangeIds(known) : Set.of());
            case ReturnWork.Refund _ -> reads.read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT));
            case ReturnWork.Receive(LocationCode at, var _) ->
                reads.read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                        .read(OrderFulfillment.TABLE, orderIds())
                        .lock(StockLevel.TABLE, known.cells(at));
            case ReturnWork.Inspect _ ->
                reads.read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                        .lock(Order.TABLE, exchangeIds(known))
                        .lock(
                                StockLevel.TABLE,
                                known.location().map(known::cells).orElse(List.of()));
        };
    }

    @Override
    public Decision<ReturnStepResult> decide(View view, Instant now) {
        Return found = view.find(Return.TABLE, known.id()).orElseThrow();
        if (expected.filter(versions -> !versions.contain(found.version())).isPresent()) {
            return refuse(new ReturnStepResult.OtherVersion(found.version()));
        }
        boolean cameElsewhere = !found.location().equals(known.location());
        if (cameElsewhere || !found.allows(work.name())) {
            return refuse(new ReturnStepResult.NotAllowed(found));
        }
        return switch (work) {
            case ReturnWork.Plain(ReturnStep step, Optional<String> reason) ->
                step == ReturnStep.CANCEL ? cancel(found, reason, view) : plain(found, step, reason, view);
            case ReturnWork.Receive(LocationCode at, Map<Integer, Long> units) -> receive(found, at, units, view);
            case ReturnWork.Inspect(List<Return.Inspected> looked) -> inspect(found, looked, view, now);
            case ReturnWork.Refund(Optional<NewPayment> reported) -> refund(found, reported, view, now);
        };
    }

    /** Not while what was placed in its stead waits for what would be due for it. */
    private Decision<ReturnStepResult> cancel(Return found, Optional<String> reason, View view) {
        Set<UUID> exchange = exchangeIds(found);
        if (!exchange.stream().allMatch(order -> view.covers(Order.TABLE, order))) {
            return new Decision.Again<>(new Reads().lock(Order.TABLE, exchange));
        }
        Optional<UUID> unpaid = exchange.stream()
                .filter(order -> view.find(Order.TABLE, order).orElseThrow().isUnpaid())
                .findFirst();
        return unpaid.isPresent()
                ? refuse(new ReturnStepResult.ExchangeUnpaid(unpaid.get()))
                : plain(found, ReturnStep.CANCEL, reason, view);
    }

    private Decision<ReturnStepResult> plain(Return found, ReturnStep step, Optional<String> reason, View view) {
        return done(found, found.in(found.state().after(step).orElseThrow(), reason), new Changes(), view);
    }

    private static Set<UUID> exchangeIds(Return found) {
        return found.exchangeOrderId().map(Set::of).orElse(Set.of());
    }

    private Decision<ReturnStepResult> receive(Return found, LocationCode at, Map<Integer, Long> asked, View view) {
        Optional<Location> location =
                view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow().location(at);
        if (location.isEmpty()) {
            return refuse(new ReturnStepResult.UnknownLocation());
        }
        if (location.get().state() == EntryState.INACTIVE) {
            return refuse(new ReturnStepResult.InactiveLocation());
        }
        var receivable = new Receivable(found, view);
        Optional<ReturnStepResult> refusal = refusal(found, asked, receivable::of);
        if (refusal.isPresent()) {
            return refuse(refusal.get());
        }
        List<Cell> missing = found.cells(at).stream()
                .filter(cell -> view.find(StockLevel.TABLE, cell).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            return new Decision.Again<>(new Reads().create(StockLevel.TABLE, missing));
        }
        Map<Integer, Long> units = asked.isEmpty() ? receivable.announced() : asked;
        if (asked.isEmpty() && units.values().stream().noneMatch(quantity -> quantity > 0)) {
            return refuse(new ReturnStepResult.NotAllowed(found));
        }
        var changes = new Changes();
        var ledger = ledger(view, changes);
        Return received = found.received(at, units);
        received.lines().stream()
                .filter(line -> line.received() > 0)
                .forEach(line -> ledger.receiveReturn(new Cell(line.sku(), at), line.received()));
        return done(found, received, changes, view);
    }

    private Decision<ReturnStepResult> inspect(Return found, List<Return.Inspected> looked, View view, Instant now) {
        Map<Integer, Return.Inspected> byLine =
                looked.stream().collect(Collectors.toMap(Return.Inspected::lineNumber, Function.identity()));
        Map<Integer, Long> units = new HashMap<>();
        byLine.forEach((line, inspected) -> units.put(line, inspected.units()));
        Optional<ReturnStepResult> refusal = refusal(found, units, Return.Line::uninspected);
        if (refusal.isPresent()) {
            return refuse(refusal.get());
        }
        LocationCode at = found.location().orElseThrow();
        List<Cell> unread = StockLevel.unread(found.cells(at).stream(), view);
        Set<UUID> exchange = exchangeIds(found);
        if (!unread.isEmpty() || !exchange.stream().allMatch(order -> view.covers(Order.TABLE, order))) {
            return new Decision.Again<>(
                    new Reads().lock(StockLevel.TABLE, unread).lock(Order.TABLE, exchange));
        }
        var changes = new Changes();
        var ledger = ledger(view, changes);
        Set<Sku> gone = new LinkedHashSet<>();
        byLine.forEach((lineNumber, inspected) ->
                post(new Cell(found.line(lineNumber).orElseThrow().sku(), at), inspected, ledger, gone));
        if (!gone.isEmpty()) {
            return refuse(new ReturnStepResult.NotThere(gone));
        }
        Return after = found.inspected(byLine);
        return done(found, after.isInspected() ? settled(found, after, changes, view, now) : after, changes, view);
    }

    private static void post(Cell cell, Return.Inspected inspected, StockLedger ledger, Set<Sku> gone) {
        boolean isThere = ledger.unavailable(cell) >= inspected.restocked() + inspected.damaged()
                && ledger.onHand(cell) >= inspected.damaged();
        if (!isThere) {
            gone.add(cell.sku());
            return;
        }
        if (inspected.restocked() > 0) {
            ledger.restockReturn(cell, inspected.restocked());
        }
        if (inspected.damaged() > 0) {
            ledger.writeOffReturn(cell, inspected.damaged());
        }
    }

    /** All is looked at: the order no longer charges what came back, and what that makes is due. */
    private Return settled(Return found, Return looked, Changes changes, View view, Instant now) {
        if (looked.source().isEmpty()) {
            return looked.due(line -> line);
        }
        Order order = order(view);
        Map<Integer, Long> units = new HashMap<>();
        looked.lines().forEach(line -> units.put(line.orderLine().orElseThrow(), charged(order, line)));
        Order reduced = order.giveBack(units);
        changes.put(Order.TABLE, order.id(), reduced);
        Return inspected = looked.due(line -> line.due(due(
                order.line(line.orderLine().orElseThrow()).orElseThrow(),
                charged(order, line),
                order.account().taxesIncluded())));
        return inspected
                .exchangeOrderId()
                .flatMap(exchange -> view.find(Order.TABLE, exchange))
                .filter(placed -> pays(inspected, reduced, placed, found, changes, view, now))
                .map(_ -> inspected.paidFor())
                .orElse(inspected);
    }

    /** What is due pays for what was placed in its stead before, unless nothing more is to be paid for that. */
    private boolean pays(
            Return inspected, Order reduced, Order placed, Return found, Changes changes, View view, Instant now) {
        var settlement = Settlement.of(inspected, view, id, actor, now);
        if (settlement.amount(reduced, placed) == 0) {
            return false;
        }
        inspected.put(Optional.of(found), changes);
        settlement.settle(reduced, placed, changes);
        return true;
    }

    /** Of the units that came, those that the order still charges: others were cancelled meanwhile. */
    private static long charged(Order order, Return.Line line) {
        return Math.min(
                line.received(),
                order.line(line.orderLine().orElseThrow()).orElseThrow().kept());
    }

    private static long due(OrderLine line, long units, boolean taxesIncluded) {
        return line.amounts(line.kept(), taxesIncluded).total()
                - line.amounts(line.kept() - units, taxesIncluded).total();
    }

    private Decision<ReturnStepResult> refund(Return found, Optional<NewPayment> reported, View view, Instant now) {
        Money refund = found.refund().orElseThrow();
        var due = new Money(Settlement.of(found, view, id, actor, now).due(order(view)), refund.currency());
        boolean isWhole = reported.map(payment -> payment.amount().equals(due)).orElse(due.amount() == 0);
        if (!isWhole) {
            return refuse(new ReturnStepResult.OtherRefund(due));
        }
        if (due.amount() > order(view).refundable()) {
            return refuse(new ReturnStepResult.RefundOutOfRange(order(view).refundable()));
        }
        var changes = new Changes();
        reported.ifPresent(payment -> {
            Order order = order(view);
            order.settle(payment.of(order.id(), id, actor.id(), now), changes);
        });
        return done(found, found.in(ReturnState.REFUNDED, Optional.empty()), changes, view);
    }

    /** What of the return's lines there is not, or not so much. */
    private static Optional<ReturnStepResult> refusal(
            Return found, Map<Integer, Long> units, ToLongFunction<Return.Line> most) {
        Set<Integer> unknown = new TreeSet<>(units.keySet());
        unknown.removeIf(line -> found.line(line).isPresent());
        if (!unknown.isEmpty()) {
            return Optional.of(new ReturnStepResult.UnknownLines(unknown));
        }
        Map<Integer, Long> beyond = new TreeMap<>();
        units.forEach((line, asked) -> {
            long left = most.applyAsLong(found.line(line).orElseThrow());
            if (asked > left) {
                beyond.put(line, left);
            }
        });
        return beyond.isEmpty() ? Optional.empty() : Optional.of(new ReturnStepResult.BeyondLines(beyond));
    }

    private Decision<ReturnStepResult> done(Return before, Return after, Changes changes, View view) {
        after.put(Optional.of(before), changes);
        after.source().ifPresent(of -> {
            ReturnedUnits sums = view.find(ReturnedUnits.TABLE, of.orderId()).orElseThrow();
            changes.put(ReturnedUnits.TABLE, of.orderId(), sums.plus(expectedMore(before, after)));
        });
        actor.note(changes, "return:" + after.id(), Optional.of(before.facts()), after.facts());
        return new Decision.Accept<>(new ReturnStepResult.Done(after, Optional.empty(), false), after.id(), changes);
    }

    /** What of the order can no longer be given back, or can be again: less than nothing. */
    private static Map<Integer, Long> expectedMore(Return before, Return after) {
        Map<Integer, Long> more = new HashMap<>();
        for (Return.Line line : after.lines()) {
            long was = before.counted(before.line(line.lineNumber()).orElseThrow());
            more.merge(line.orderLine().orElseThrow(), after.counted(line) - was, Long::sum);
        }
        return more;
    }

    private static Decision<ReturnStepResult> refuse(ReturnStepResult why) {
        return new Decision.Refuse<>(why);
    }

    private StockLedger ledger(View view, Changes changes) {
        return new StockLedger(view, changes, known.id(), actor.id(), Optional.empty());
    }

    private Order order(View view) {
        return view.find(Order.TABLE, known.source().orElseThrow().orderId()).orElseThrow();
    }

    private Set<UUID> orderIds() {
        return known.source().map(of -> Set.of(of.orderId())).orElse(Set.of());
    }
}
