package io.omnihub.hold;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Never locked by themselves: lines change under the lock of their SKU, which whoever frees them has. */
@Component
class ExpiredHoldRows implements Rows<Sku, ExpiredHolds> {
    private static final String LOAD = """
        SELECT sku, location, sum(quantity)::bigint FROM hold_line
        WHERE freed_at IS NULL AND sku = ANY($1::text[]) AND expires_at <= $2 GROUP BY sku, location
        """;

    /** The lines that were summed: under the SKU's lock there are no others. */
    private static final String FREE = """
        UPDATE hold_line l SET freed_at = $4 FROM unnest($1::text[], $2::text[]) AS c (sku, location)
        WHERE l.freed_at IS NULL AND l.sku = c.sku AND l.location = c.location AND l.expires_at <= $3
        """;

    private record Units(Cell cell, long quantity) {}

    private final Clock clock;

    ExpiredHoldRows(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Table<Sku, ExpiredHolds> table() {
        return ExpiredHolds.TABLE;
    }

    @Override
    public List<Statement> load(Collection<Sku> skus, BiConsumer<Sku, ExpiredHolds> found) {
        Instant asOf = clock.instant();
        List<Sku> wanted = List.copyOf(skus);
        return List.of(Statement.gather(
                LOAD,
                row -> new Units(
                        new Cell(new Sku(Columns.text(row, 0)), new LocationCode(Columns.text(row, 1))),
                        Columns.number(row, 2)),
                units -> gather(wanted, asOf, units, found),
                Columns.texts(wanted, Sku::value),
                asOf));
    }

    private static void gather(List<Sku> skus, Instant asOf, List<Units> units, BiConsumer<Sku, ExpiredHolds> found) {
        Map<Sku, Map<LocationCode, Long>> bySku = new HashMap<>();
        units.forEach(sum -> bySku.computeIfAbsent(sum.cell().sku(), _ -> new HashMap<>())
                .put(sum.cell().location(), sum.quantity()));
        skus.forEach(sku -> found.accept(sku, new ExpiredHolds(sku, asOf, bySku.getOrDefault(sku, Map.of()))));
    }

    @Override
    public List<Statement> write(List<Changed<Sku, ExpiredHolds>> rows, Instant now) {
        List<Cell> freed = new ArrayList<>();
        for (Changed<Sku, ExpiredHolds> row : rows) {
            row.before().orElseThrow().units().keySet().stream()
                    .filter(location -> !row.after().units().containsKey(location))
                    .forEach(location -> freed.add(new Cell(row.key(), location)));
        }
        return List.of(Statement.update(
                FREE,
                Columns.texts(freed, cell -> cell.sku().value()),
                Columns.texts(freed, cell -> cell.location().value()),
                rows.getFirst().after().asOf(),
                now));
    }
}
