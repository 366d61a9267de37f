package io.omnihub.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.kernel.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * The counter of a store, whether the hub can be reached or not: what is sold, brought back and counted there, by what its
 * terminal knows of the shelves, is written into its journal until the hub has acknowledged it.
 */
final class Counter {
    /** What is sold over the counter lies there in such numbers that orders hardly miss it. */
    private static final long SPARE_UNITS = 10;

    private static final int MOST_UNITS = 3;
    private static final int MAX_PAGE = 500;

    /** One in so many counts finds one unit less than there should be. */
    private static final int COUNTS_PER_LOSS = 4;

    private final String store;
    private final Map<String, Money> prices;
    private final Map<String, Level> shelves = new HashMap<>();
    private final NavigableMap<Long, Entry> untold = new TreeMap<>();
    private Optional<String> lastSold = Optional.empty();
    private long next;

    /**
     * @param prices of the items, by SKU
     * @param next sequence of the journal
     */
    Counter(String store, Map<String, Money> prices, long next) {
        this.store = store;
        this.prices = prices;
        this.next = next;
    }

    /** As {@code contracts/journal-entry.schema.json} has it. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Entry(
            long sequence,
            String kind,
            String sku,
            Optional<Long> quantity,
            Optional<Long> counted,
            Optional<Boolean> restocked,
            Optional<Money> unitPrice,
            Instant occurredAt) {}

    private record Level(String sku, long onHand, long spoken, long version) {
        static Level of(JsonNode told) {
            long onHand = told.path("onHand").asLong();
            long spoken = told.path("allocated").asLong()
                    + told.path("held").asLong()
                    + told.path("unavailable").asLong()
                    + told.path("safetyStock").asLong();
            return new Level(
                    told.path("sku").asString(""),
                    onHand,
                    spoken,
                    told.path("version").asLong());
        }
    }

    /** What the hub tells of the store's stock. */
    synchronized void learn(JsonNode levels) {
        levels.forEach(told -> {
            Level level = Level.of(told);
            shelves.merge(level.sku(), level, (known, now) -> now.version() > known.version() ? now : known);
        });
    }

    /** One customer, or one shelf; nothing where nothing lies there. */
    synchronized Optional<Entry> serve(long moment, Instant now) {
        Optional<Entry> entry = switch (CounterMoment.of(moment)) {
            case SALE ->
                pick(moment, level -> level.onHand() - level.spoken() >= SPARE_UNITS)
                        .map(level -> sale(level, moment, now));
            case RETURN -> lastSold.map(sku -> entry("return", sku, Optional.of(1L), Optional.empty(), now));
            case COUNT -> pick(moment, this::isQuiet).map(level -> count(level, moment, now));
        };
        entry.ifPresent(one -> {
            untold.put(one.sequence(), one);
            next++;
        });
        return entry;
    }

    /** A shelf of which nothing is on its way to somebody. */
    private boolean isQuiet(Level level) {
        return level.onHand() > 0
                && level.spoken() == 0
                && untold.values().stream().noneMatch(entry -> entry.sku().equals(level.sku()));
    }

    private Optional<Level> pick(long moment, Predicate<Level> wanted) {
        List<Level> possible = shelves.values().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(Level::sku))
                .toList();
        return possible.isEmpty()
                ? Optional.empty()
                : Optional.of(possible.get((int) FixedDraw.of(store + " shelf " + moment, possible.size())));
    }

    private Entry sale(Level level, long moment, Instant now) {
        lastSold = Optional.of(level.sku());
        long units = 1 + FixedDraw.of(store + " units " + moment, MOST_UNITS);
        return entry("sale", level.sku(), Optional.of(units), Optional.empty(), now);
    }

    private Entry count(Level level, long moment, Instant now) {
        boolean isOneLost = FixedDraw.of(store + " loss " + moment, COUNTS_PER_LOSS) == 0;
        return entry("count", level.sku(), Optional.empty(), Optional.of(level.onHand() - (isOneLost ? 1 : 0)), now);
    }

    private Entry entry(String kind, String sku, Optional<Long> quantity, Optional<Long> counted, Instant now) {
        return new Entry(
                next,
                kind,
                sku,
                quantity,
                counted,
                kind.equals("return") ? Optional.of(true) : Optional.empty(),
                kind.equals("sale") ? Optional.ofNullable(prices.get(sku)) : Optional.empty(),
                now);
    }

    /** What is to be told next; empty where the hub knows all of it. */
    synchronized List<Entry> untold() {
        return untold.values().stream().limit(MAX_PAGE).toList();
    }

    /** How many of them it has taken. */
    synchronized long acknowledge(JsonNode acknowledgements) {
        acknowledgements.forEach(one -> untold.remove(one.path("sequence").asLong()));
        return acknowledgements
                .valueStream()
                .filter(one -> !one.path("outcome").asString("").equals("rejected"))
                .count();
    }
}
