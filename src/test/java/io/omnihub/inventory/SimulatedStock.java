package io.omnihub.inventory;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.MemoryDueWork;
import io.omnihub.engine.MemoryLog;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.inventory.Adjustment.Entry;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The stock of a simulated retailer: its tables, and its commands. */
public final class SimulatedStock {
    public final Levels levels;

    /** The sum of all entries. */
    public final Map<Cell, Map<Counter, Long>> ledger = new HashMap<>();

    public SimulatedStock(MemoryDueWork dueWork) {
        this.levels = new Levels(dueWork);
    }

    public List<Rows<?, ?>> tables() {
        return List.of(levels);
    }

    public List<LogRows<?>> logs() {
        return List.of(
                new MemoryLog<>(StockEntry.LOG, this::add),
                new MemoryLog<>(Adjustment.LOG),
                new MemoryLog<>(StockCount.LOG));
    }

    /** What came or was found, less what left for good, by the reasons of the ledger. */
    private long cameAndLeft;

    private static final Set<String> MOVED = Set.of("transfer-ship", "transfer-receive", "transfer-return");

    public long cameAndLeft() {
        return cameAndLeft;
    }

    private void add(StockEntry entry) {
        boolean isUnits = entry.counter() == Counter.ON_HAND || entry.counter() == Counter.IN_TRANSIT;
        if (isUnits && !MOVED.contains(entry.reason())) {
            cameAndLeft += entry.quantity();
        }
        ledger.computeIfAbsent(entry.cell(), _ -> new HashMap<>()).merge(entry.counter(), entry.quantity(), Long::sum);
    }

    public static Command<?> adjust(UUID id, Actor actor, AdjustmentReason reason, List<Entry> entries) {
        var key = new CommandKey("adjustment", id.toString(), id);
        return new AdjustStock(id, actor, id.toString(), reason, Optional.empty(), entries, List.of(key));
    }

    public static Command<?> count(UUID id, Actor actor, List<StockCount.Entry> entries) {
        var key = new CommandKey("count", id.toString(), id);
        return new CountStock(id, actor, id.toString(), Optional.empty(), entries, List.of(key));
    }

    public static Command<?> setSafetyStock(UUID id, Actor actor, Map<Cell, Long> units) {
        return new SetSafetyStock(id, actor, units);
    }

    public static Command<?> takeOver(UUID id, UUID actor, Cell cell, long onHand) {
        return new TakeOverLevel(id, actor, id, new TakenOver(cell, onHand, Optional.empty(), Optional.empty()));
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
