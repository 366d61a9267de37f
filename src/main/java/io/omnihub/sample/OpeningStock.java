package io.omnihub.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The stock that the retailer starts with, by a fixed rule from what its orders will ask for. */
final class OpeningStock {
    /** This share of the items is scarce, so that some orders have to be refused. */
    private static final int SCARCE_PERCENT = 3;

    private static final int SCARCE_COVER_PERCENT = 70;
    private static final int COVER_PERCENT = 150;
    private static final int SPARE_UNITS = 3;

    private static final int CARRIED_BY_WAREHOUSE_PERCENT = 90;
    private static final int CARRIED_BY_STORE_PERCENT = 50;
    private static final int WAREHOUSE_SHARES = 6;
    private static final int STORE_SHARES = 1;

    private final List<SampleLocation> locations;

    OpeningStock(List<SampleLocation> locations) {
        this.locations = List.copyOf(locations);
    }

    record Entry(String sku, String location, long quantity) {}

    /**
     * The opening stock of one item: its units dealt out by shares, and to its home what does not divide evenly and what
     * will be written off there.
     */
    List<Entry> of(Assortment.Item item) {
        List<SampleLocation> carriers = carriers(item.sku());
        long shares = carriers.stream().mapToLong(OpeningStock::shares).sum();
        long units = units(item.sku(), item.sold());
        var entries = new ArrayList<Entry>();
        long left = units + item.writtenOff();
        for (SampleLocation carrier : carriers.subList(1, carriers.size())) {
            long quantity = units * shares(carrier) / shares;
            left -= quantity;
            if (quantity > 0) {
                entries.add(new Entry(item.sku(), carrier.code(), quantity));
            }
        }
        if (left > 0) {
            entries.addFirst(new Entry(item.sku(), carriers.getFirst().code(), left));
        }
        return entries;
    }

    /** The warehouse that keeps most of an item; write-offs are booked there. */
    String home(String sku) {
        return carriers(sku).getFirst().code();
    }

    static boolean isScarce(String sku) {
        return FixedDraw.of("scarce:" + sku, 100) < SCARCE_PERCENT;
    }

    private static long units(String sku, long sold) {
        return isScarce(sku)
                ? Math.ceilDiv(sold * SCARCE_COVER_PERCENT, 100L)
                : Math.ceilDiv(sold * COVER_PERCENT, 100L) + SPARE_UNITS;
    }

    /** Warehouses first; at least one of them carries every item. */
    private List<SampleLocation> carriers(String sku) {
        List<SampleLocation> warehouses =
                locations.stream().filter(SampleLocation::isWarehouse).toList();
        List<SampleLocation> carrying = warehouses.stream()
                .filter(location -> carries(location, sku, CARRIED_BY_WAREHOUSE_PERCENT))
                .toList();
        Stream<SampleLocation> stores = locations.stream()
                .filter(location -> !location.isWarehouse())
                .filter(location -> carries(location, sku, CARRIED_BY_STORE_PERCENT));
        return Stream.concat((carrying.isEmpty() ? warehouses : carrying).stream(), stores)
                .toList();
    }

    private static boolean carries(SampleLocation location, String sku, int percent) {
        return FixedDraw.of(sku + "@" + location.code(), 100) < percent;
    }

    private static int shares(SampleLocation location) {
        return location.isWarehouse() ? WAREHOUSE_SHARES : STORE_SHARES;
    }
}
