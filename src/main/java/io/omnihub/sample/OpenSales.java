package io.omnihub.sample;

import io.omnihub.sample.SampleEvent.Cancellation;
import io.omnihub.sample.SampleEvent.Line;
import io.omnihub.sample.SampleEvent.Sale;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds out which order lines a cancellation means: those of the same customer and code, the latest first, as far as
 * they were not cancelled before. What is matched counts as cancelled whatever the hub answers, so that the same placed
 * orders always give the same matches. Only what some cancellation will ask for is kept.
 */
final class OpenSales {
    private final Set<Purchase> wanted;
    private final Map<Purchase, Deque<OpenLine>> open = new HashMap<>();

    OpenSales(Set<Purchase> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Somebody's purchases of one item. */
    record Purchase(String customer, String sku) {}

    /** @param units 1 or more */
    record CancelledLine(int lineNumber, long units) {}

    /** What is to be cancelled on one order, a line at most once. */
    record OrderCancellation(String orderId, String invoice, List<CancelledLine> lines) {
        long units() {
            return lines.stream().mapToLong(CancelledLine::units).sum();
        }
    }

    /** @param unmatchedUnits for which no placed order was found */
    record Match(List<OrderCancellation> orders, int unmatchedLines, long unmatchedUnits) {}

    private record Order(String id, String invoice) {}

    private record OpenLine(Order order, int lineNumber, long units) {}

    /** The purchases that a cancellation asks for; one without a customer asks for none. */
    static Set<Purchase> purchases(Cancellation cancellation) {
        var purchases = new HashSet<Purchase>();
        cancellation
                .customer()
                .ifPresent(customer ->
                        cancellation.lines().forEach(line -> purchases.add(new Purchase(customer, line.sku()))));
        return purchases;
    }

    /** Whether a cancellation will ask for some of it, which must then not have been sent. */
    boolean isCancelledLater(Sale sale) {
        return sale.customer().isPresent()
                && sale.lines().stream()
                        .anyMatch(line ->
                                wanted.contains(new Purchase(sale.customer().get(), line.sku())));
    }

    void add(Sale sale, String orderId) {
        sale.customer().ifPresent(customer -> add(sale, customer, new Order(orderId, sale.invoice())));
    }

    private void add(Sale sale, String customer, Order order) {
        int lineNumber = 0;
        for (Line line : sale.lines()) {
            lineNumber++;
            var purchase = new Purchase(customer, line.sku());
            if (wanted.contains(purchase)) {
                open.computeIfAbsent(purchase, _ -> new ArrayDeque<>())
                        .push(new OpenLine(order, lineNumber, line.units()));
            }
        }
    }

    Match match(Cancellation cancellation) {
        var found = new LinkedHashMap<Order, Map<Integer, Long>>();
        int unmatchedLines = 0;
        long unmatchedUnits = 0;
        for (Line line : cancellation.lines()) {
            long left = cancellation
                    .customer()
                    .map(customer -> take(new Purchase(customer, line.sku()), line.units(), found))
                    .orElse((long) line.units());
            unmatchedLines += left > 0 ? 1 : 0;
            unmatchedUnits += left;
        }
        return new Match(
                found.entrySet().stream()
                        .map(order -> cancellation(order.getKey(), order.getValue()))
                        .toList(),
                unmatchedLines,
                unmatchedUnits);
    }

    /** Takes the units from the latest lines on; answers how many could not be found. */
    private long take(Purchase purchase, long units, Map<Order, Map<Integer, Long>> found) {
        Deque<OpenLine> lines = open.getOrDefault(purchase, new ArrayDeque<>());
        long left = units;
        while (left > 0 && !lines.isEmpty()) {
            OpenLine line = lines.pop();
            long taken = Math.min(left, line.units());
            found.computeIfAbsent(line.order(), _ -> new TreeMap<>()).merge(line.lineNumber(), taken, Long::sum);
            left -= taken;
            if (taken < line.units()) {
                lines.push(new OpenLine(line.order(), line.lineNumber(), line.units() - taken));
            }
        }
        return left;
    }

    private static OrderCancellation cancellation(Order order, Map<Integer, Long> lines) {
        return new OrderCancellation(
                order.id(),
                order.invoice(),
                lines.entrySet().stream()
                        .map(line -> new CancelledLine(line.getKey(), line.getValue()))
                        .toList());
    }
}
