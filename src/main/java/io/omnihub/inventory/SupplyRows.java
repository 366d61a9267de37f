package io.omnihub.inventory;

import io.omnihub.engine.Columns;
import io.omnihub.engine.DueBell;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.OwnedLine;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.inventory.DatedSupply.Line;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is expected. It is locked with its SKU's stock, and so never by itself. */
@Component
class SupplyRows implements Rows<Sku, DatedSupply> {
    /** Tells what can come of a SKU, as a batch has left it. */
    static final String CHANGED = "io.omnihub.supply.changed.v1";

    static final String LOAD = """
        SELECT sku, source, kind, location, expected_at, open, promised, set_aside FROM supply_line
        WHERE sku = ANY($1::text[]) AND (open > 0 OR promised > 0 OR set_aside > 0) ORDER BY sku, expected_at, source
        """;
    private static final String WRITE = """
        INSERT INTO supply_line (sku, source, kind, location, expected_at, open, promised, set_aside)
        SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[], $7::bigint[],
            $8::bigint[])
        ON CONFLICT (sku, source) DO UPDATE SET location = excluded.location, expected_at = excluded.expected_at,
            open = excluded.open, promised = excluded.promised, set_aside = excluded.set_aside
        """;

    private final DueBell bell;

    SupplyRows(DueBell bell) {
        this.bell = bell;
    }

    @Override
    public Table<Sku, DatedSupply> table() {
        return DatedSupply.TABLE;
    }

    @Override
    public List<Statement> load(Collection<Sku> skus, BiConsumer<Sku, DatedSupply> found) {
        return List.of(Statement.gather(
                LOAD,
                SupplyRows::read,
                lines -> assemble(lines).forEach(supply -> found.accept(supply.sku(), supply)),
                Columns.texts(skus, Sku::value)));
    }

    /** Whoever waits for what has come is served from it, though no more can be promised to others than before. */
    @Override
    public List<Statement> write(List<Changed<Sku, DatedSupply>> rows, Instant now) {
        List<OwnedLine<Sku, Line>> lines = new ArrayList<>();
        rows.forEach(row -> lines.addAll(changed(row)));
        List<Statement> statements = new ArrayList<>();
        Set<Sku> come = rows.stream()
                .filter(row -> setAside(Optional.of(row.after())) > setAside(row.before()))
                .map(Changed::key)
                .collect(Collectors.toSet());
        if (!come.isEmpty()) {
            statements.add(AwaitedStock.wake(come, bell, now));
        }
        if (!lines.isEmpty()) {
            statements.add(write(lines));
        }
        return statements;
    }

    private static List<OwnedLine<Sku, Line>> changed(Changed<Sku, DatedSupply> row) {
        Stream<Line> over = row.before().stream()
                .flatMap(before -> before.lines().stream())
                .filter(line -> row.after().line(line.source().id()).isEmpty())
                .map(Line::over);
        Stream<Line> others = row.after().lines().stream()
                .filter(line -> row.before()
                        .flatMap(before -> before.line(line.source().id()))
                        .filter(line::equals)
                        .isEmpty());
        return Stream.concat(over, others)
                .map(line -> new OwnedLine<>(row.key(), line))
                .toList();
    }

    private static long setAside(Optional<DatedSupply> supply) {
        return supply.stream()
                .flatMap(found -> found.lines().stream())
                .mapToLong(Line::setAside)
                .sum();
    }

    private static Statement write(List<OwnedLine<Sku, Line>> lines) {
        return Statement.update(
                WRITE,
                Columns.texts(lines, line -> line.owner().value()),
                Columns.uuids(lines, line -> line.line().source().id()),
                Columns.texts(lines, line -> line.line().source().kind().wire()),
                Columns.texts(lines, line -> line.line().location().value()),
                Columns.values(lines, line -> line.line().expectedAt()),
                Columns.numbers(lines, line -> line.line().open()),
                Columns.numbers(lines, line -> line.line().promised()),
                Columns.numbers(lines, line -> line.line().setAside()));
    }

    @Override
    public void announce(Changed<Sku, DatedSupply> row, Consumer<NewEvent> events) {
        if (!changed(row).isEmpty()) {
            events.accept(new NewEvent(
                    CHANGED,
                    row.key().value(),
                    Map.of(
                            "sku", row.key().value(),
                            "lines",
                                    row.after().lines().stream()
                                            .filter(line -> line.open() > 0)
                                            .map(SupplyRows::told)
                                            .toList())));
        }
    }

    private static Map<String, Object> told(Line line) {
        return Map.of(
                "sourceId", line.source().id().toString(),
                "kind", line.source().kind().wire(),
                "location", line.location().value(),
                "expectedAt", line.expectedAt().toString(),
                "open", line.open(),
                "promised", line.promised());
    }

    static OwnedLine<Sku, Line> read(Readable row) {
        return new OwnedLine<>(
                new Sku(Columns.text(row, 0)),
                new Line(
                        new DatedSupply.Source(
                                Wire.parse(DatedSupply.Kind.class, Columns.text(row, 2)), Columns.uuid(row, 1)),
                        new LocationCode(Columns.text(row, 3)),
                        Columns.instant(row, 4),
                        Columns.number(row, 5),
                        Columns.number(row, 6),
                        Columns.number(row, 7)));
    }

    static List<DatedSupply> assemble(List<OwnedLine<Sku, Line>> lines) {
        return OwnedLine.gather(lines, DatedSupply::new);
    }
}
