package io.omnihub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Engine;
import io.omnihub.engine.MemoryEngine;
import io.omnihub.engine.MemoryEngine.Outcome;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.Reads;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.order.Order;
import io.omnihub.order.SimulatedOrders;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A hub in memory and one on a database, which do the same, answer the same and keep the same. */
final class Twin implements Simulation.Hub {
    private final Retailer memory;
    private final Engine database;
    private final List<MemoryRows<?, ?>> tables;
    private final Map<Table<?, ?>, Map<Object, Object>> before = new HashMap<>();

    Twin(Retailer memory, Engine database) {
        this.memory = memory;
        this.database = database;
        this.tables = List.of(
                memory.orders.orders,
                memory.orders.fulfillments,
                memory.orders.transfers,
                memory.holds.held,
                memory.stock.levels,
                memory.stock.supply,
                memory.receipts.receipts,
                memory.dueWork);
    }

    @Override
    public List<Outcome> carryOut(List<? extends Command<?>> commands) {
        List<Outcome> outcomes = memory.engine.carryOut(commands);
        for (int i = 0; i < commands.size(); i++) {
            Command<?> command = commands.get(i) instanceof Watched<?> watched ? watched.command() : commands.get(i);
            assertThat(answer(command).name()).isEqualTo(outcomes.get(i).name());
        }
        tables.forEach(this::compare);
        return outcomes;
    }

    private <R> Outcome answer(Command<R> command) {
        return MemoryEngine.of(database.submit(command).toFuture().join());
    }

    /** Only what has changed in memory: what changed in the database alone, the proof of the ledger shows. */
    private <K, V> void compare(MemoryRows<K, V> table) {
        Map<Object, Object> known = before.computeIfAbsent(table.table(), _ -> new HashMap<>());
        Set<K> changed = new HashSet<>();
        table.rows().forEach((key, row) -> {
            if (!row.equals(known.put(key, row))) {
                changed.add(key);
            }
        });
        if (!changed.isEmpty()) {
            Map<K, V> kept = new HashMap<>();
            answer(new Look<>(memory.ids.next(), table.table(), changed, kept));
            changed.forEach(key -> assertThat(
                            Optional.ofNullable(kept.get(key)).map(row -> comparable(row, table.row(key))))
                    .isEqualTo(Optional.of(table.row(key))));
        }
    }

    private static <V> Object comparable(V kept, V expected) {
        return kept instanceof Order order && expected instanceof Order other
                ? SimulatedOrders.numbered(order, other.number())
                : kept;
    }

    /** Reads rows as any decision would. */
    private record Look<K, V>(UUID id, Table<K, V> table, Set<K> wanted, Map<K, V> found) implements Command<Boolean> {
        @Override
        public List<CommandKey> keys() {
            return List.of();
        }

        @Override
        public Reads reads() {
            return new Reads().read(table, wanted);
        }

        @Override
        public Decision<Boolean> decide(View view, Instant now) {
            wanted.forEach(key -> view.find(table, key).ifPresent(row -> found.put(key, row)));
            return new Decision.Refuse<>(true);
        }
    }
}
