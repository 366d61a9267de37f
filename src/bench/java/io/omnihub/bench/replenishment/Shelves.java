package io.omnihub.bench.replenishment;

import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Turnover;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sample.SampleSales;
import io.omnihub.sample.SampleSales.Wanted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What lies where while days of sales go by, each sale at its own place or not at all. */
final class Shelves {
    private final Map<Cell, Long> units = new HashMap<>();
    private final Map<Cell, List<Turnover>> history = new HashMap<>();
    private final Set<StockOut> stockOuts = new HashSet<>();
    private final Map<String, Long> prices;
    private long missed;
    private long missedValue;
    private long wanted;

    private record StockOut(Cell cell, LocalDate day) {}

    Shelves(List<SampleSales.Stock> opening, Map<String, Long> prices) {
        this.prices = prices;
        opening.forEach(stock -> units.merge(
                new Cell(new Sku(stock.sku()), new LocationCode(stock.location())), stock.units(), Long::sum));
    }

    /** The same stock with nothing counted yet. */
    Shelves copy() {
        var copy = new Shelves(List.of(), prices);
        copy.units.putAll(units);
        return copy;
    }

    void sell(Wanted sale) {
        var cell = new Cell(new Sku(sale.sku()), new LocationCode(sale.location()));
        long sold = Math.min(units(cell), sale.units());
        wanted += sale.units();
        if (sold < sale.units()) {
            stockOuts.add(new StockOut(cell, sale.day()));
            missed += sale.units() - sold;
            missedValue += (sale.units() - sold) * prices.getOrDefault(sale.sku(), 0L);
        }
        if (sold > 0) {
            add(cell, -sold);
            history.computeIfAbsent(cell, _ -> new ArrayList<>()).addFirst(new Turnover(cell, sale.at(), sold, -sold));
        }
    }

    void move(Cell from, LocationCode to, long quantity) {
        add(from, -quantity);
        add(new Cell(from.sku(), to), quantity);
    }

    private void add(Cell cell, long change) {
        if (units.merge(cell, change, Long::sum) < 0) {
            throw new IllegalStateException("moved what is not there: " + cell);
        }
    }

    long units(Cell cell) {
        return units.getOrDefault(cell, 0L);
    }

    Map<Sku, List<Cell>> bySku() {
        Map<Sku, List<Cell>> bySku = new HashMap<>();
        units.keySet()
                .forEach(cell -> bySku.computeIfAbsent(cell.sku(), _ -> new ArrayList<>())
                        .add(cell));
        return bySku;
    }

    List<Turnover> history(Cell cell) {
        return history.getOrDefault(cell, List.of());
    }

    long stockOuts() {
        return stockOuts.size();
    }

    long missed() {
        return missed;
    }

    long missedValue() {
        return missedValue;
    }

    long wanted() {
        return wanted;
    }
}
