package io.omnihub.sample;

import io.omnihub.exchange.InvoiceLine;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.sample.SampleEvent.Sale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sample retailer's sales by the place at which each is wanted: the nearest to its customer among those of its channel that
 * carry the item.
 */
public final class SampleSales {
    private final Survey survey = Survey.of(RetailFiles.DAYS);
    private final List<SampleLocation> locations = RetailFiles.locations();
    private final Towns towns = RetailFiles.towns();
    private final Map<String, Set<String>> carriers = new HashMap<>();

    /** Of what a place starts with. */
    public record Stock(String sku, String location, long units) {}

    public record Place(String code, GeoPoint position) {}

    /** Units of one line of a sale. */
    public record Wanted(Instant at, LocalDate day, String sku, String location, long units) {}

    public List<LocalDate> days() {
        return RetailFiles.DAYS;
    }

    public List<Place> places() {
        return locations.stream()
                .map(location -> new Place(location.code(), location.position()))
                .toList();
    }

    /** Pence, by SKU. */
    public Map<String, Long> prices() {
        Map<String, Long> prices = new HashMap<>();
        survey.items().forEach(item -> prices.put(item.sku(), item.unitPrice()));
        return prices;
    }

    public List<Stock> opening() {
        var opening = new OpeningStock(locations);
        List<Stock> stock = survey.items().stream()
                .flatMap(item -> opening.of(item).stream())
                .map(entry -> new Stock(entry.sku(), entry.location(), entry.quantity()))
                .toList();
        stock.forEach(cell ->
                carriers.computeIfAbsent(cell.sku(), _ -> new HashSet<>()).add(cell.location()));
        return stock;
    }

    /** In the order of their times; what no place of its channel carries is left out. */
    public List<Wanted> sales() {
        List<Wanted> sales = new ArrayList<>();
        for (LocalDate day : RetailFiles.DAYS) {
            List<InvoiceLine> lines = RetailFiles.lines(day);
            Map<String, Instant> times = new HashMap<>();
            lines.forEach(line -> times.putIfAbsent(line.invoice(), line.time().toInstant(ZoneOffset.UTC)));
            for (SampleEvent event : Day.of(lines).events()) {
                if (event instanceof Sale sale) {
                    Instant at = times.getOrDefault(sale.invoice(), Instant.EPOCH);
                    sale.lines()
                            .forEach(line -> nearest(sale, line.sku())
                                    .ifPresent(place ->
                                            sales.add(new Wanted(at, day, line.sku(), place.code(), line.units()))));
                }
            }
        }
        sales.sort(Comparator.comparing(Wanted::at));
        return sales;
    }

    private Optional<SampleLocation> nearest(Sale sale, String sku) {
        Set<String> pool = new HashSet<>(SampleChannel.of(sale).pool(locations));
        pool.retainAll(carriers.getOrDefault(sku, Set.of()));
        GeoPoint town = towns.of(sale).position();
        return locations.stream()
                .filter(location -> pool.contains(location.code()))
                .min(Comparator.comparingDouble(
                        (SampleLocation location) -> location.position().distanceKm(town)));
    }
}
