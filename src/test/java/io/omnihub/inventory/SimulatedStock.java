package io.omnihub.inventory;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.MemoryDueWork;
import io.omnihub.engine.MemoryLog;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.inventory.Adjustment.Entry;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The stock of a simulated retailer: its tables, and its commands. */
public final class SimulatedStock {
    public final Levels levels;
    public final Supply supply;

    /** The sum of all entries. */
    public final Map<Cell, Map<Counter, Long>> ledger = new HashMap<>();

    public SimulatedStock(MemoryDueWork dueWork) {
        this.levels = new Levels(dueWork);
        this.supply = new Supply(dueWork);
    }

    public List<Rows<?, ?>> tables() {
        return List.of(levels, supply, counted, new Since(), new MemoryRows<>(Deficit.TABLE));
    }

    public List<LogRows<?>> logs() {
        return List.of(new EntryLog(), new MemoryLog<>(Adjustment.LOG), new MemoryLog<>(StockCount.LOG));
    }

    private final MemoryRows<Cell, LastCount> counted = new MemoryRows<>(LastCount.TABLE);
    private final Map<Cell, List<Recorded>> onHand = new HashMap<>();

    private record Recorded(long quantity, UUID reference, Instant occurredAt, Instant recordedAt) {}

    /** Forgets the entries that no count asks for any more. */
    public void forget(Instant before) {
        onHand.values()
                .forEach(entries -> entries.removeIf(entry -> entry.recordedAt().isBefore(before)));
    }

    /** What came or was found, less what left for good, by the reasons of the ledger. */
    private long cameAndLeft;

    private long undelivered;

    private static final Set<String> MOVED = Set.of("transfer-ship", "transfer-receive", "transfer-return");

    public long cameAndLeft() {
        return cameAndLeft;
    }

    /** Units that left for a customer and came back undelivered. */
    public long undelivered() {
        return undelivered;
    }

    private void add(StockEntry entry, Instant now) {
        if (entry.counter() == Counter.ON_HAND) {
            onHand.computeIfAbsent(entry.cell(), _ -> new ArrayList<>())
                    .add(new Recorded(
                            entry.quantity(),
                            entry.reference(),
                            entry.occurredAt().orElse(now),
                            now));
        }
        if (entry.counter() == Counter.ON_HAND && entry.reason().equals("undelivered")) {
            undelivered += entry.quantity();
        }
        boolean isUnits = entry.counter() == Counter.ON_HAND || entry.counter() == Counter.IN_TRANSIT;
        if (isUnits && !MOVED.contains(entry.reason())) {
            cameAndLeft += entry.quantity();
        }
        ledger.computeIfAbsent(entry.cell(), _ -> new HashMap<>()).merge(entry.counter(), entry.quantity(), Long::sum);
    }

    public static Command<?> adjust(
            UUID id, Actor actor, AdjustmentReason reason, Optional<Instant> occurredAt, List<Entry> entries) {
        var key = new CommandKey("adjustment", id.toString(), id);
        return new AdjustStock(id, actor, id.toString(), reason, occurredAt, entries, List.of(key));
    }

    public static Command<?> count(UUID id, Actor actor, Optional<Instant> occurredAt, List<StockCount.Entry> entries) {
        var key = new CommandKey("count", id.toString(), id);
        return new CountStock(id, actor, id.toString(), occurredAt, entries, List.of(key));
    }

    public static Command<?> setSafetyStock(UUID id, Actor actor, Map<Cell, Long> units) {
        return new SetSafetyStock(id, actor, units);
    }

    public static Command<?> takeOver(UUID id, UUID actor, Cell cell, long onHand) {
        return new TakeOverLevel(id, actor, id, new TakenOver(cell, onHand, Optional.empty(), Optional.empty()));
    }

    private final class EntryLog implements LogRows<StockEntry> {
        @Override
        public Log<StockEntry> log() {
            return StockEntry.LOG;
        }

        @Override
        public List<Statement> append(List<StockEntry> entries, Instant now) {
            entries.forEach(entry -> add(entry, now));
            return List.of();
        }
    }

    /** What {@link LedgerSinceRows} reads. */
    private final class Since extends MemoryRows<Moment, LedgerSince> {
        private Since() {
            super(LedgerSince.TABLE);
        }

        @Override
        public List<Statement> load(Collection<Moment> moments, BiConsumer<Moment, LedgerSince> found) {
            moments.forEach(moment -> found.accept(
                    moment,
                    new LedgerSince(
                            moment,
                            sum(moment, entry -> entry.occurredAt().isAfter(moment.at())),
                            sum(moment, entry -> !entry.occurredAt().isAfter(moment.at())),
                            levels.find(moment.cell())
                                    .map(StockLevel::onHandVersion)
                                    .orElse(0L))));
            return List.of();
        }

        private long sum(Moment moment, Predicate<Recorded> wanted) {
            return onHand.getOrDefault(moment.cell(), List.of()).stream()
                    .filter(entry -> entry.recordedAt().isAfter(moment.at()))
                    .filter(entry -> moment.place()
                            .filter(place -> place.terminal().equals(entry.reference()))
                            .isEmpty())
                    .filter(wanted)
                    .mapToLong(Recorded::quantity)
                    .sum();
        }
    }

    /** What {@link SupplyRows} does with what is expected; its SKU's stock is its lock. */
    public static final class Supply extends MemoryRows<Sku, DatedSupply> {
        private final MemoryDueWork dueWork;

        private Supply(MemoryDueWork dueWork) {
            super(DatedSupply.TABLE);
            this.dueWork = dueWork;
        }

        @Override
        public List<Statement> write(List<Changed<Sku, DatedSupply>> changes, Instant now) {
            changes.forEach(change -> {
                put(change.key(), change.after());
                if (change.after().lines().isEmpty()) {
                    remove(change.key());
                }
                if (setAside(change.after())
                        > change.before().map(Supply::setAside).orElse(0L)) {
                    dueWork.wake(AwaitedStock.KIND, AwaitedStock.first(change.key()), now);
                }
            });
            return List.of();
        }

        private static long setAside(DatedSupply supply) {
            return supply.lines().stream().mapToLong(DatedSupply.Line::setAside).sum();
        }
    }

    /** What {@link StockRows} does with levels. */
    public static final class Levels extends MemoryRows<Cell, StockLevel> {
        private final MemoryDueWork dueWork;

        private Levels(MemoryDueWork dueWork) {
            super(StockLevel.TABLE);
            this.dueWork = dueWork;
        }

        @Override
        public List<Statement> create(Collection<Cell> cells) {
            cells.stream()
                    .filter(cell -> !rows().containsKey(cell))
                    .forEach(cell -> put(cell, new StockLevel(cell, 0, 0, 0, 0, 0, 0, 0, 0)));
            return List.of();
        }

        @Override
        public List<Statement> write(List<Changed<Cell, StockLevel>> changes, Instant now) {
            Set<Sku> risen = new HashSet<>();
            changes.forEach(change -> {
                StockLevel before = change.before().orElseThrow();
                put(change.key(), change.after().following(before));
                if (change.after().availableToFulfil() > Math.max(0, before.availableToFulfil())) {
                    risen.add(change.key().sku());
                }
            });
            risen.forEach(sku -> dueWork.wake(AwaitedStock.KIND, AwaitedStock.first(sku), now));
            return List.of();
        }
    }
}
