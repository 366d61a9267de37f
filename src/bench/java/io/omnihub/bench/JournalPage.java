package io.omnihub.bench;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A page of a terminal's journal: sales of one unit each, of different SKUs, in the order of these. */
record JournalPage(List<Sale> sales) {
    static final int LENGTH = 100;

    record Sale(long sequence, String sku, String receipt, Instant occurredAt) {
        String json() {
            return "{\"sequence\":%d,\"kind\":\"sale\",\"sku\":\"%s\",\"quantity\":1,\"occurredAt\":\"%s\",%s"
                    .formatted(sequence, sku, occurredAt, details().substring(1));
        }

        /** What the journal keeps of it beside what has a column. */
        String details() {
            return "{\"receipt\":\"%s\",\"unitPrice\":{\"amount\":%d,\"currency\":\"%s\"}}"
                    .formatted(receipt, Retailer.UNIT_PRICE, Retailer.CURRENCY);
        }
    }

    /** @param first its first sequence */
    static JournalPage next(long first, SplittableRandom random) {
        var now = Instant.now();
        int[] skus = random.ints(0, Retailer.SKUS.size())
                .distinct()
                .limit(LENGTH)
                .sorted()
                .toArray();
        return new JournalPage(IntStream.range(0, LENGTH)
                .mapToObj(i -> new Sale(
                        first + i,
                        Retailer.SKUS.get(skus[i]),
                        String.format(Locale.ROOT, "R-%08d", (first + i) / 2),
                        now))
                .toList());
    }

    String json() {
        var json = new StringBuilder("{\"entries\":[");
        sales.forEach(sale -> json.append(sale.json()).append(','));
        json.setCharAt(json.length() - 1, ']');
        return json.append('}').toString();
    }
}
