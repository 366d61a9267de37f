package io.omnihub.count;

import io.omnihub.catalog.Tolerance;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.Rows;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The cycle counts of a simulated retailer: their tables, and their commands. */
public final class SimulatedCounts {
    public final MemoryRows<UUID, CycleCount> counts = new MemoryRows<>(CycleCount.TABLE);
    public final MemoryRows<CountLine.Key, CountLine> lines = new MemoryRows<>(CountLine.TABLE);

    public List<Rows<?, ?>> tables() {
        return List.of(counts, lines);
    }

    public List<CountLine> linesOf(CycleCount count) {
        return lines.rows().values().stream()
                .filter(line -> line.key().countId().equals(count.id()))
                .toList();
    }

    /** Takes a count that is over off the tables. */
    public void forget(CycleCount count) {
        linesOf(count).forEach(line -> lines.remove(line.key()));
        counts.remove(count.id());
    }

    public static Command<?> make(UUID id, Actor actor, LocationCode location, Set<Sku> skus) {
        var key = new CommandKey("cycle-count", id.toString(), id);
        return new MakeCycleCount(
                id, actor, id.toString(), location, skus, true, Optional.empty(), new Tolerance(1, 10), List.of(key));
    }

    public Command<?> carryOut(UUID id, Actor actor, CycleCount count, CountStep step, Optional<Versions> expected) {
        List<CountLine> counted = linesOf(count).stream()
                .filter(line -> line.entered().isPresent())
                .toList();
        var key = new CommandKey("count-step", id.toString(), id);
        return new CarryOutCount(id, actor, count, step, counted, expected, List.of(key));
    }
}
