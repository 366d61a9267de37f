package io.omnihub.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.sample.OpenSales.CancelledLine;
import io.omnihub.sample.OpenSales.Match;
import io.omnihub.sample.OpenSales.OrderCancellation;
import io.omnihub.sample.OpenSales.Purchase;
import io.omnihub.sample.SampleEvent.Cancellation;
import io.omnihub.sample.SampleEvent.Line;
import io.omnihub.sample.SampleEvent.Sale;
import io.omnihub.sample.SampleEvent.WriteOff;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenSalesTest {
    private static final String SKU = "85123A";

    private final OpenSales open = new OpenSales(Set.of(new Purchase("17850", SKU)));

    @Test
    void latestPurchase_isCancelledFirst_thenTheOneBefore() {
        open.add(sale("536365", SKU, 6), "order-1");
        open.add(sale("536373", SKU, 2, SKU, 1), "order-2");
        assertThat(open.match(cancellation("C536400", "17850", SKU, 5)))
                .isEqualTo(new Match(
                        List.of(
                                new OrderCancellation(
                                        "order-2", "536373", List.of(new CancelledLine(1, 2), new CancelledLine(2, 1))),
                                new OrderCancellation("order-1", "536365", List.of(new CancelledLine(1, 2)))),
                        0,
                        0));
        assertThat(open.match(cancellation("C536401", "17850", SKU, 9)))
                .isEqualTo(new Match(
                        List.of(new OrderCancellation("order-1", "536365", List.of(new CancelledLine(1, 4)))), 1, 5));
    }

    @Test
    void otherCodesAndCustomers_areNotTouched() {
        open.add(sale("536365", SKU, 6), "order-1");
        assertThat(open.match(cancellation("C1", "17850", "85123a", 1))).isEqualTo(new Match(List.of(), 1, 1));
        assertThat(open.match(cancellation("C2", "13047", SKU, 1))).isEqualTo(new Match(List.of(), 1, 1));
        assertThat(open.match(new Cancellation("C3", Optional.empty(), List.of(new Line(SKU, 1, 255)))))
                .isEqualTo(new Match(List.of(), 1, 1));
    }

    @Test
    void shippedDays_find26OfTheir88Cancellations() {
        var sales = new OpenSales(Survey.of(RetailFiles.DAYS).cancelled());
        int found = 0;
        int unmatchedLines = 0;
        long units = 0;
        for (SampleEvent event : RetailFiles.DAYS.stream()
                .map(day -> Day.of(RetailFiles.lines(day)).events())
                .flatMap(Collection::stream)
                .toList()) {
            switch (event) {
                case Sale sale -> sales.add(sale, sale.invoice());
                case Cancellation cancellation -> {
                    Match match = sales.match(cancellation);
                    found += match.orders().isEmpty() ? 0 : 1;
                    unmatchedLines += match.unmatchedLines();
                    units += match.orders().stream()
                            .mapToLong(OrderCancellation::units)
                            .sum();
                }
                case WriteOff _ -> {}
            }
        }
        assertThat(found).isEqualTo(26);
        assertThat(unmatchedLines).isEqualTo(240 - 49);
        assertThat(units).isEqualTo(311);
    }

    private static Sale sale(String invoice, String sku, int units) {
        return new Sale(invoice, Optional.of("17850"), "United Kingdom", List.of(new Line(sku, units, 255)));
    }

    private static Sale sale(String invoice, String sku1, int units1, String sku2, int units2) {
        return new Sale(
                invoice,
                Optional.of("17850"),
                "United Kingdom",
                List.of(new Line(sku1, units1, 255), new Line(sku2, units2, 255)));
    }

    private static Cancellation cancellation(String invoice, String customer, String sku, int units) {
        return new Cancellation(invoice, Optional.of(customer), List.of(new Line(sku, units, 255)));
    }
}
