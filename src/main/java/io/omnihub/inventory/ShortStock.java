package io.omnihub.inventory;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.WhenShort;
import io.omnihub.engine.DueBell;
import io.omnihub.engine.Rows.Changed;
import io.omnihub.engine.Statement;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Due work of channels that have stores send them what they run short of. The batch after which a pool may be short of a SKU,
 * or after which a store may help again, has one piece of it come at once for each channel and SKU.
 */
public final class ShortStock {
    public static final String KIND = "refill-pool";

    private static final char SEPARATOR = '/';

    private ShortStock() {}

    /** What the work is about; a code of a channel has no separator in it. */
    public static String subject(ChannelCode channel, Sku sku) {
        return channel.value() + SEPARATOR + sku;
    }

    public static ChannelCode channel(String subject) {
        return new ChannelCode(subject.substring(0, subject.indexOf(SEPARATOR)));
    }

    public static Sku sku(String subject) {
        return new Sku(subject.substring(subject.indexOf(SEPARATOR) + 1));
    }

    /** @param catalog perhaps a moment old: who looks again decides */
    static List<String> touched(Collection<Changed<Cell, StockLevel>> rows, Catalog catalog) {
        return catalog.channels().values().stream()
                .flatMap(channel -> channel.whenShort().filter(rule -> !rule.joins()).stream()
                        .flatMap(rule -> touched(channel, rule, rows)))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> touched(Channel channel, WhenShort rule, Collection<Changed<Cell, StockLevel>> rows) {
        return rows.stream()
                .filter(row -> hasFallen(channel, rule, row) || helpsAgain(rule, row))
                .map(row -> subject(channel.code(), row.key().sku()));
    }

    /** A pool that has too little has no more than that anywhere. */
    private static boolean hasFallen(Channel channel, WhenShort rule, Changed<Cell, StockLevel> row) {
        long after = row.after().availableToFulfil();
        return after < before(row)
                && rule.isShort(after - channel.threshold())
                && channel.pool().contains(location(row));
    }

    private static boolean helpsAgain(WhenShort rule, Changed<Cell, StockLevel> row) {
        return rule.offered(before(row)) == 0
                && rule.offered(row.after().availableToFulfil()) > 0
                && rule.locations().contains(location(row));
    }

    private static long before(Changed<Cell, StockLevel> row) {
        return row.before().map(StockLevel::availableToFulfil).orElse(0L);
    }

    private static LocationCode location(Changed<Cell, StockLevel> row) {
        return row.key().location();
    }

    static Statement begin(List<String> subjects, DueBell bell, Instant now) {
        return bell.begin(KIND, subjects, now);
    }
}
