package io.omnihub.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.Money;
import io.omnihub.sample.OpenSales.CancelledLine;
import io.omnihub.sample.OpenSales.OrderCancellation;
import io.omnihub.sample.SampleEvent.Sale;
import io.omnihub.sample.SampleEvent.WriteOff;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The bodies of the requests, as the hub's contract has them. */
final class Bodies {
    private static final String CURRENCY = "GBP";
    private static final String ZONE = "Europe/London";

    /** Stores sell over the counter what an order counts on. */
    private static final double STORE_ACCEPTANCE = 0.95;

    private static final List<String> CAPABILITIES = List.of("ship", "pickup", "transfer-out", "transfer-in");

    private Bodies() {}

    record ItemBody(String name, String state, Money unitPrice) {}

    record LocationBody(
            String name,
            String kind,
            GeoPoint position,
            String timeZone,
            List<Opening> openingHours,
            List<String> capabilities,
            String cutOff,
            int dailyCapacity,
            int leadTimeMinutes,
            double acceptanceRate) {}

    record Opening(String day, String opens, String closes) {}

    record ChannelBody(String name, String kind, List<String> pool, int threshold) {}

    record PolicyBody(Policy policy, String comment) {}

    record Policy(Rules scoring) {}

    record Rules(String kind, List<String> criteria) {}

    record AdjustmentBody(String reference, String reason, List<OpeningStock.Entry> entries) {}

    record OrderBody(
            String channel,
            String externalId,
            String currency,
            Customer customer,
            List<OrderLine> lines,
            Delivery delivery,
            boolean allowSplit) {}

    record Customer(String name) {}

    record OrderLine(String sku, int quantity, Money unitPrice) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Delivery(String method, Optional<Address> address, Optional<GeoPoint> near) {}

    record Address(String line1, String city, String country, GeoPoint position) {}

    record CancellationBody(List<CancelledQuantity> lines, String reason) {}

    record CancelledQuantity(int lineNumber, long quantity) {}

    static ItemBody item(Assortment.Item item) {
        return new ItemBody(item.name(), "active", new Money(item.unitPrice(), CURRENCY));
    }

    static LocationBody location(SampleLocation location) {
        return new LocationBody(
                location.name(),
                location.kind(),
                location.position(),
                ZONE,
                openingHours(location),
                CAPABILITIES,
                location.isWarehouse() ? "18:00" : "15:00",
                location.dailyCapacity(),
                location.leadTimeMinutes(),
                location.isWarehouse() ? 1 : STORE_ACCEPTANCE);
    }

    /** Warehouses work from 6 to 22; stores are open from 9 to 18, on Sundays for the six hours that the law allows. */
    private static List<Opening> openingHours(SampleLocation location) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> {
                    String name = day.name().toLowerCase(Locale.ROOT);
                    if (location.isWarehouse()) {
                        return new Opening(name, "06:00", "22:00");
                    }
                    return day == DayOfWeek.SUNDAY
                            ? new Opening(name, "11:00", "17:00")
                            : new Opening(name, "09:00", "18:00");
                })
                .toList();
    }

    static ChannelBody channel(SampleChannel channel, List<SampleLocation> locations) {
        return new ChannelBody(channel.title(), channel.kind(), channel.pool(locations), 0);
    }

    /** Strict rules, the first criterion before all others. */
    static PolicyBody rules(String comment, List<String> criteria) {
        return new PolicyBody(new Policy(new Rules("rules", criteria)), comment);
    }

    static AdjustmentBody receipt(String reference, List<OpeningStock.Entry> entries) {
        return new AdjustmentBody(reference, "receipt", entries);
    }

    static AdjustmentBody writeOff(String reference, WriteOff writeOff, OpeningStock stock) {
        return new AdjustmentBody(
                reference,
                "write-off",
                writeOff.lines().stream()
                        .map(line -> new OpeningStock.Entry(line.sku(), stock.home(line.sku()), line.units()))
                        .toList());
    }

    /** The data has neither names nor streets, so the parcel waits under the customer's number at the post office. */
    static OrderBody order(Sale sale, Town town) {
        return new OrderBody(
                SampleChannel.of(sale).code(),
                sale.invoice(),
                CURRENCY,
                new Customer(sale.customer().map(number -> "Customer " + number).orElse("Guest " + sale.invoice())),
                sale.lines().stream()
                        .map(line -> new OrderLine(line.sku(), line.units(), new Money(line.unitPrice(), CURRENCY)))
                        .toList(),
                SampleChannel.isCollected(sale) ? collected(town) : shipped(town),
                true);
    }

    private static Delivery shipped(Town town) {
        var address = new Address("Poste restante", town.name(), town.isoCode(), town.position());
        return new Delivery("ship", Optional.of(address), Optional.empty());
    }

    private static Delivery collected(Town town) {
        return new Delivery("pickup-nearest", Optional.empty(), Optional.of(town.position()));
    }

    static CancellationBody cancellation(String invoice, OrderCancellation cancellation) {
        return new CancellationBody(
                cancellation.lines().stream().map(Bodies::cancelled).toList(), "Cancelled by invoice " + invoice);
    }

    private static CancelledQuantity cancelled(CancelledLine line) {
        return new CancelledQuantity(line.lineNumber(), line.units());
    }
}
