package io.omnihub.sample;

import io.omnihub.exchange.InvoiceLine;
import io.omnihub.sample.SampleEvent.Cancellation;
import io.omnihub.sample.SampleEvent.Line;
import io.omnihub.sample.SampleEvent.Sale;
import io.omnihub.sample.SampleEvent.WriteOff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

/** The events of one day, in the order of their invoices' times. */
record Day(List<SampleEvent> events) {
    Day {
        events = List.copyOf(events);
    }

    /**
     * Makes events of lines that are in the order of their times: invoices whose number begins with {@code C} are
     * cancellations, other lines with a negative quantity are write-offs, and the rest are sales. Lines that are no
     * goods are left out, and so are invoices that have nothing else.
     */
    static Day of(List<InvoiceLine> lines) {
        var invoices = new LinkedHashMap<String, List<InvoiceLine>>();
        for (InvoiceLine line : lines) {
            if (line.isGoods()) {
                invoices.computeIfAbsent(line.invoice(), _ -> new ArrayList<>()).add(line);
            }
        }
        return new Day(invoices.values().stream()
                .map(Day::events)
                .flatMap(Collection::stream)
                .toList());
    }

    private static List<SampleEvent> events(List<InvoiceLine> invoice) {
        InvoiceLine first = invoice.getFirst();
        var sold = lines(invoice, line -> line.quantity() > 0);
        var returned = lines(invoice, line -> line.quantity() < 0);
        var events = new ArrayList<SampleEvent>();
        if (first.isCancellation()) {
            if (!returned.isEmpty()) {
                events.add(new Cancellation(first.invoice(), first.customer(), returned));
            }
            return events;
        }
        if (!sold.isEmpty()) {
            events.add(new Sale(first.invoice(), first.customer(), first.country(), sold));
        }
        if (!returned.isEmpty()) {
            events.add(new WriteOff(first.invoice(), returned));
        }
        return events;
    }

    private static List<Line> lines(List<InvoiceLine> invoice, Predicate<InvoiceLine> wanted) {
        return invoice.stream()
                .filter(wanted)
                .map(line -> new Line(line.code(), Math.abs(line.quantity()), line.unitPrice()))
                .toList();
    }
}
