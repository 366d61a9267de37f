package io.omnihub.sourcing;

import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a unit is worth to later orders, by SKU and location, as it was last found. Small: some 12 bytes a price. */
public final class ShadowPrices {
    public static final ShadowPrices NONE = new ShadowPrices(Instant.MIN, List.of());

    private static final double MILLIS = 1_000;

    /** @param millis thousandths of a minor unit, above 0 */
    public record Price(Cell cell, long millis) {
        public Price {
            if (millis <= 0) {
                throw new IllegalArgumentException("what is worth nothing has no price");
            }
        }
    }

    /** Of one SKU: the numbers of locations, ascending, and the price at each. */
    private static final class Row {
        private final int[] places;
        private final long[] millis;

        Row(SortedMap<Integer, Long> prices) {
            this.places = prices.keySet().stream().mapToInt(Integer::intValue).toArray();
            this.millis = prices.values().stream().mapToLong(Long::longValue).toArray();
        }
    }

    private final Instant validUntil;
    private final int size;
    private final Map<LocationCode, Integer> places = new HashMap<>();
    private final Map<Sku, Row> rows = new HashMap<>();

    /**
     * @param validUntil after which they count for nothing
     * @param prices each cell once
     */
    public ShadowPrices(Instant validUntil, List<Price> prices) {
        this.validUntil = validUntil;
        this.size = prices.size();
        Map<Sku, TreeMap<Integer, Long>> bySku = new HashMap<>();
        for (Price price : prices) {
            int place = places.computeIfAbsent(price.cell().location(), _ -> places.size());
            bySku.computeIfAbsent(price.cell().sku(), _ -> new TreeMap<>()).put(place, price.millis());
        }
        bySku.forEach((sku, millis) -> rows.put(sku, new Row(millis)));
    }

    /** Those that count at that time: all, or none. */
    public ShadowPrices at(Instant now) {
        return now.isBefore(validUntil) ? this : NONE;
    }

    /** In minor units; 0 where nothing is known. */
    public double of(Cell cell) {
        Row row = rows.get(cell.sku());
        Integer place = places.get(cell.location());
        if (row == null || place == null) {
            return 0;
        }
        int at = Arrays.binarySearch(row.places, place);
        return at < 0 ? 0 : row.millis[at] / MILLIS;
    }

    public int size() {
        return size;
    }
}
