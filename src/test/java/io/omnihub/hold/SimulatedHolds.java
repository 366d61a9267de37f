package io.omnihub.hold;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The holds of a simulated retailer: their tables, and their commands. */
public final class SimulatedHolds {
    public final Held held = new Held();
    private final Clock clock;

    public SimulatedHolds(Clock clock) {
        this.clock = clock;
    }

    public List<Rows<?, ?>> tables() {
        return List.of(held, new Expired());
    }

    public static Command<?> make(UUID id, UUID actor, NewHold asked, Catalog known, Instant now) {
        return new MakeHold(id, actor, asked, List.of(new CommandKey("hold", id.toString(), id)), known, now);
    }

    public static Command<?> release(UUID id, UUID actor, Hold known) {
        return new ReleaseHold(id, actor, known);
    }

    /** The holds, of which each ends in its own way. */
    public static final class Held extends MemoryRows<UUID, Hold> {
        private Held() {
            super(Hold.TABLE);
        }

        private void free(Sku sku, LocationCode location, Instant asOf) {
            var cell = new Cell(sku, location);
            List.copyOf(rows().values()).stream()
                    .filter(hold -> !hold.expiresAt().isAfter(asOf))
                    .forEach(hold -> put(
                            hold.id(),
                            hold.withLines(hold.lines().stream()
                                    .map(line -> line.cell().equals(cell) ? line.asFreed() : line)
                                    .toList())));
        }
    }

    /** What {@link ExpiredHoldRows} does. */
    private final class Expired extends MemoryRows<Sku, ExpiredHolds> {
        private Expired() {
            super(ExpiredHolds.TABLE);
        }

        @Override
        public List<Statement> load(Collection<Sku> skus, BiConsumer<Sku, ExpiredHolds> found) {
            Instant asOf = clock.instant();
            Map<Sku, Map<LocationCode, Long>> units = new HashMap<>();
            held.rows().values().stream()
                    .filter(hold -> !hold.expiresAt().isAfter(asOf))
                    .flatMap(hold -> hold.lines().stream())
                    .filter(line -> !line.freed())
                    .forEach(line -> units.computeIfAbsent(line.cell().sku(), _ -> new HashMap<>())
                            .merge(line.cell().location(), line.quantity(), Long::sum));
            skus.forEach(sku -> found.accept(sku, new ExpiredHolds(sku, asOf, units.getOrDefault(sku, Map.of()))));
            return List.of();
        }

        @Override
        public List<Statement> write(List<Changed<Sku, ExpiredHolds>> changes, Instant now) {
            changes.forEach(change -> change.before().orElseThrow().units().keySet().stream()
                    .filter(location -> !change.after().units().containsKey(location))
                    .forEach(location ->
                            held.free(change.key(), location, change.after().asOf())));
            return List.of();
        }
    }
}
