package io.omnihub.sample;

import io.omnihub.exchange.InvoiceLine;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Gathers from the invoice lines which items there are, what they are called and cost, and how many are asked for. */
final class Assortment {
    private final Map<String, Found> items = new TreeMap<>();

    /**
     * @param unitPrice pence
     * @param sold units in all the days; cancellations do not lower it
     * @param writtenOff units in all the days
     */
    record Item(String sku, String name, long unitPrice, long sold, long writtenOff) {}

    void add(InvoiceLine line) {
        if (line.isGoods()) {
            items.computeIfAbsent(line.code(), _ -> new Found()).add(line);
        }
    }

    /** The items in the order of their codes, which tell capital from small letters. */
    List<Item> items() {
        return items.entrySet().stream()
                .map(found -> found.getValue().item(found.getKey()))
                .toList();
    }

    /** What the lines of one code said so far. */
    private static final class Found {
        private final Map<String, Integer> names = new TreeMap<>();
        private final Map<Long, Integer> prices = new TreeMap<>();
        private long sold;
        private long writtenOff;

        void add(InvoiceLine line) {
            if (line.quantity() > 0) {
                sold += line.quantity();
            } else if (!line.isCancellation()) {
                writtenOff -= line.quantity();
            }
            if (line.unitPrice() > 0) {
                prices.merge(line.unitPrice(), 1, Integer::sum);
            }
            if (isName(line)) {
                names.merge(line.description(), 1, Integer::sum);
            }
        }

        /** Lines at no price often carry a remark instead, such as "check" or "?"; names are in capitals. */
        private static boolean isName(InvoiceLine line) {
            String text = line.description();
            boolean capitals =
                    text.equals(text.toUpperCase(Locale.ROOT)) && text.chars().anyMatch(Character::isLetter);
            return !text.isEmpty() && (line.unitPrice() > 0 || capitals);
        }

        Item item(String sku) {
            return new Item(sku, mostFrequent(names, "Item " + sku), mostFrequent(prices, 0L), sold, writtenOff);
        }

        /** Ties go to the first in natural order: the lower price, the name nearer to A. */
        private static <T> T mostFrequent(Map<T, Integer> counts, T otherwise) {
            return counts.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(otherwise);
        }
    }
}
