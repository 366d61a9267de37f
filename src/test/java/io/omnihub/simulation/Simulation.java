package io.omnihub.simulation;

import io.omnihub.engine.Answer;
import io.omnihub.engine.Command;
import io.omnihub.engine.MemoryEngine.Outcome;
import io.omnihub.fulfillment.FulfillmentState;
import io.omnihub.hold.Hold;
import io.omnihub.inventory.Adjustment.Entry;
import io.omnihub.inventory.AdjustmentReason;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.SimulatedStock;
import io.omnihub.kernel.LocationCode;
import io.omnihub.order.Order;
import io.omnihub.transfer.TransferOrder;
import io.omnihub.transfer.TransferState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Random commands of everybody, some of them late, some repeated, some together in one batch, while time runs and due
 * work comes. After every step the tables must add up. The same seed and number of steps make the same history.
 */
final class Simulation {
    /** How many orders that are over stay, so that people can still ask something of them. */
    private static final int KEPT = 20;

    private static final int REMEMBERED = 12;
    private static final int MOST_LATE = 6;

    /** A drawn command on its way. */
    private record Move(String action, Watched<?> command) {}

    /** What a command came to, for those who look for what went wrong. */
    private record Told(int step, Instant at, String what, Move move, Outcome outcome) {
        @Override
        public String toString() {
            String answer = outcome.answer().map(Answer::toString).orElse("");
            return "%d %s %s: %s %s".formatted(step, at, what, move.command().command(), answer);
        }
    }

    /**
     * How it runs.
     *
     * @param largestBatch how many commands may be carried out together
     * @param forgets whether orders that are over are taken off the tables after a while
     */
    record Settings(int largestBatch, boolean forgets) {}

    private final long seed;
    private final Retailer retailer;
    private final Hub hub;
    private final Settings settings;
    private final Invariants invariants;
    private final List<Move> late = new ArrayList<>();
    private final Deque<Move> sent = new ArrayDeque<>();
    private final Deque<Told> told = new ArrayDeque<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private long digest;
    private int step;

    Simulation(long seed, Retailer retailer, Hub hub, Settings settings) {
        this.seed = seed;
        this.retailer = retailer;
        this.hub = hub;
        this.settings = settings;
        this.invariants = new Invariants(retailer);
    }

    /** A simulation in memory alone. */
    static Simulation inMemory(long seed) {
        var retailer = new Retailer(seed);
        return new Simulation(seed, retailer, retailer.engine::carryOut, new Settings(4, true));
    }

    void open() {
        retailer.opening().forEach(command -> carryOut(List.of(new Move("open", Watched.of(command)))));
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    /** Goods come in, nobody is paused, and all that is due is done: then nothing looks for a location any more. */
    void settle() {
        late.clear();
        for (LocationCode location : Retailer.LOCATIONS) {
            List<Entry> entries = Retailer.SKUS.stream()
                    .map(sku -> new Entry(new Cell(sku, location), 1_000))
                    .toList();
            carryOut(List.of(new Move(
                    "receive",
                    Watched.of(SimulatedStock.adjust(
                            retailer.ids.next(),
                            retailer.somebody(),
                            AdjustmentReason.RECEIPT,
                            Optional.empty(),
                            entries)))));
        }
        while (!retailer.dueWork.due(retailer.clock.instant()).isEmpty()) {
            step++;
            var work = retailer.dueWork.due(retailer.clock.instant()).getFirst();
            carryOut(List.of(new Move("settle", Watched.of(Actions.effect(retailer, work)))));
        }
        guarded(invariants::checkSettled);
    }

    /** For a person: what was done how often, and what came of it. */
    String report() {
        return "seed %d, %,d steps, until %s, history %016x: %s"
                .formatted(seed, step, retailer.clock.instant(), digest, outcomes);
    }

    /** The states in which a part has been. */
    Set<FulfillmentState> seen() {
        return invariants.seen();
    }

    /** Those in which a transfer has been. */
    Set<TransferState> transfersSeen() {
        return invariants.transfersSeen();
    }

    private void step() {
        step++;
        retailer.clock.pass(retailer.draw.pause());
        List<Move> moves = new ArrayList<>();
        int size = retailer.draw.chance(0.7) ? 1 : retailer.draw.between(1, settings.largestBatch());
        while (moves.size() < size) {
            moves.add(next());
        }
        carryOut(moves);
        if (settings.forgets() && step % 100 == 0) {
            forget();
        }
    }

    /**
     * A new command, one that was on its way for a while, or a repeat. What due work alone does has no key but that of its
     * work, and is not sent twice.
     */
    private Move next() {
        if (!late.isEmpty() && retailer.draw.chance(late.size() < MOST_LATE ? 0.05 : 0.5)) {
            return late.remove(retailer.draw.between(0, late.size() - 1));
        }
        if (!sent.isEmpty() && retailer.draw.chance(0.02)) {
            Move repeated = retailer.draw.any(sent).orElseThrow();
            return new Move("repeat", Watched.of(repeated.command().command()));
        }
        Move drawn = drawn();
        if (retailer.draw.chance(0.05)) {
            late.add(drawn);
            return next();
        }
        return drawn;
    }

    private Move drawn() {
        int total = Actions.ALL.stream().mapToInt(Action::weight).sum();
        int at = retailer.draw.between(1, total);
        for (Action action : Actions.ALL) {
            at -= action.weight();
            if (at <= 0) {
                return action.command()
                        .apply(retailer)
                        .map(command -> new Move(action.name(), Watched.of(command)))
                        .orElseGet(this::drawn);
            }
        }
        throw new IllegalStateException("no action has the last of the weight");
    }

    private void carryOut(List<Move> moves) {
        guarded(() -> {
            invariants.before();
            List<Outcome> done = hub.carryOut(moves.stream().map(Move::command).toList());
            for (int i = 0; i < moves.size(); i++) {
                note(moves.get(i), done.get(i));
            }
            invariants.check(
                    moves.size(), moves.stream().anyMatch(move -> move.command().changed()));
        });
    }

    private void note(Move move, Outcome outcome) {
        String what = move.action() + " " + outcome.name();
        outcomes.merge(what, 1, Integer::sum);
        digest = 31 * digest + what.hashCode();
        told.addLast(new Told(step, retailer.clock.instant(), what, move, outcome));
        if (told.size() > REMEMBERED) {
            told.removeFirst();
        }
        if (!move.action().equals(Actions.LEARN)) {
            sent.addLast(move);
        }
        if (sent.size() > REMEMBERED) {
            sent.removeFirst();
        }
    }

    private String lines() {
        return told.stream().map(Told::toString).collect(Collectors.joining("\n"));
    }

    /** What fails says how to see it again. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError(
                    "at step %d; the same again: -Dsim.seed=%d -Dsim.steps=%d%n%s%nThe last commands:%n%s"
                            .formatted(step, seed, step, broken.getMessage(), lines()),
                    broken);
        }
    }

    /** What was on its way to what is gone goes too. */
    private void forget() {
        late.clear();
        sent.clear();
        List<Order> over = retailer.orders.orders.rows().values().stream()
                .filter(order -> !Actions.isOpen(order))
                .toList();
        over.stream().limit(Math.max(0, over.size() - KEPT)).forEach(order -> {
            invariants.forget(retailer.orders.fulfillmentOf(order.id()));
            retailer.orders.forget(order.id());
        });
        retailer.orders.transfers.rows().values().stream()
                .filter(transfer -> transfer.fulfillmentOrderId().isEmpty())
                .filter(transfer -> transfer.state().isSettled())
                .map(TransferOrder::id)
                .toList()
                .forEach(retailer.orders.transfers::remove);
        retailer.holds.held.rows().values().stream()
                .filter(hold -> hold.lines().stream().allMatch(Hold.Line::freed))
                .map(Hold::id)
                .toList()
                .forEach(retailer.holds.held::remove);
        Counting.forget(retailer);
        Returning.forget(retailer);
    }

    /** What carries commands out, in one batch. */
    interface Hub {
        List<Outcome> carryOut(List<? extends Command<?>> commands);
    }
}
