package io.omnihub.inventory;

import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What there is of items everywhere, what happened to it, and what is expected: for those who look ahead, some SKUs at a time. */
@Component
public class StockHistory {
    private final StockHistoryQueries queries;

    StockHistory(StockHistoryQueries queries) {
        this.queries = queries;
    }

    /** SKUs that something was ever counted of, in their order. */
    public Mono<List<Sku>> skus(Optional<Sku> after, int limit) {
        return queries.skus(after.map(Sku::value).orElse(""), limit);
    }

    /** All levels of these SKUs, with each cell's hours since that time, the newest first. */
    public Mono<Map<Cell, CellHistory>> of(Collection<Sku> skus, Instant since, Instant expectedUntil) {
        return Mono.zip(queries.levels(skus), queries.turnover(skus, since), queries.expected(skus, expectedUntil))
                .map(read -> gather(read.getT1(), read.getT2(), read.getT3()));
    }

    /** Something may be on its way to where nothing was ever counted. */
    private static Map<Cell, CellHistory> gather(
            List<StockLevel> levels, List<Turnover> turnover, Map<Cell, Long> expected) {
        Map<Cell, List<Turnover>> hours = turnover.stream().collect(Collectors.groupingBy(Turnover::cell));
        Map<Cell, StockLevel> cells = new HashMap<>();
        expected.keySet().forEach(cell -> cells.put(cell, new StockLevel(cell, 0, 0, 0, 0, 0, 0, 0, 0)));
        levels.forEach(level -> cells.put(level.cell(), level));
        return cells.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        cell -> new CellHistory(
                                cell.getValue(),
                                hours.getOrDefault(cell.getKey(), List.of()),
                                expected.getOrDefault(cell.getKey(), 0L))));
    }
}
