package io.omnihub.sample;

import io.omnihub.exchange.InvoiceLine;
import io.omnihub.sample.OpenSales.Purchase;
import io.omnihub.sample.SampleEvent.Cancellation;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What has to be known of all the days before the first order is placed. Only these sums are kept; the days are read
 * again, one at a time, when they are replayed.
 *
 * @param cancelled the purchases that a cancellation will ask for
 */
record Survey(List<Assortment.Item> items, Set<Purchase> cancelled) {
    static Survey of(List<LocalDate> days) {
        var assortment = new Assortment();
        var cancelled = new HashSet<Purchase>();
        for (LocalDate day : days) {
            List<InvoiceLine> lines = RetailFiles.lines(day);
            lines.forEach(assortment::add);
            for (SampleEvent event : Day.of(lines).events()) {
                if (event instanceof Cancellation cancellation) {
                    cancelled.addAll(OpenSales.purchases(cancellation));
                }
            }
        }
        return new Survey(assortment.items(), Set.copyOf(cancelled));
    }
}
