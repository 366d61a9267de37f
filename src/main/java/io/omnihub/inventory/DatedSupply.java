package io.omnihub.inventory;

import io.omnihub.catalog.Channel;
import io.omnihub.engine.Changes;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What is expected of one SKU, from suppliers and from other locations. It has no lock of its own: whoever changes it, or
 * promises from it, has locked the SKU's stock. {@link StockLedger} alone changes it.
 */
public record DatedSupply(Sku sku, List<Line> lines) {
    public static final Table<Sku, DatedSupply> TABLE = new Table<>("dated-supply", 910);

    /** The kind of due work that has what waits for a SKU follow what is expected; its subject is of {@link AwaitedStock}. */
    public static final String FOLLOW = "follow-supply";

    public enum Kind implements Wire {
        RECEIPT,
        TRANSFER
    }

    /** What it comes by: an expected receipt, or a transfer. */
    public record Source(Kind kind, UUID id) {}

    /**
     * Units of one source.
     *
     * @param open still to come
     * @param promised of these; more than these where it was cut, until those who wait have been told
     * @param setAside units that were promised and have come, and wait for whom they are promised to
     */
    public record Line(
            Source source, LocationCode location, Instant expectedAt, long open, long promised, long setAside) {
        public Line {
            if (open < 0 || promised < 0 || setAside < 0) {
                throw new IllegalArgumentException("a counter of " + source + " falls below zero");
            }
        }

        /** Whether it is still of any interest. */
        private boolean counts() {
            return open > 0 || promised > 0 || setAside > 0;
        }

        /** The same of which nothing is left. */
        Line over() {
            return new Line(source, location, expectedAt, 0, 0, 0);
        }

        /** What can still be promised of it. */
        public long available() {
            return Math.max(0, open - promised);
        }

        /** What was promised of it and will not come. */
        public long overPromised() {
            return Math.max(0, promised - open);
        }
    }

    /** Units that can be promised from then on. */
    public record Dated(Line line, long quantity) {}

    /** Has those who wait for a SKU be promised what is expected of it now. */
    public static void follow(Sku sku, UUID work, Instant now, Changes changes) {
        followAfter(sku, new UUID(0, 0), work, now, changes);
    }

    /** The same with those parts that come after that one. */
    public static void followAfter(Sku sku, UUID part, UUID work, Instant now, Changes changes) {
        DueWork.at(now, work, FOLLOW, AwaitedStock.subject(sku, part), now).stage(changes);
    }

    /** The earliest first. */
    public DatedSupply {
        lines = lines.stream()
                .sorted(Comparator.comparing(Line::expectedAt)
                        .thenComparing(line -> line.source().id()))
                .toList();
    }

    /** That of a SKU as a decision sees it. */
    public static DatedSupply of(Sku sku, View view) {
        return view.find(TABLE, sku).orElseGet(() -> new DatedSupply(sku, List.of()));
    }

    /** Those of the SKUs that a decision has not read. */
    public static List<Sku> unread(Collection<Sku> skus, View view) {
        return skus.stream().filter(sku -> !view.covers(TABLE, sku)).toList();
    }

    /**
     * What a channel can promise of it, the earliest first.
     *
     * @param serves the locations that count
     * @param keptBack units that the channel keeps unsold and does not have: nobody is promised those
     */
    public List<Dated> promisable(Channel channel, Predicate<LocationCode> serves, long keptBack, Instant now) {
        if (channel.inboundHorizonDays().isEmpty()) {
            return List.of();
        }
        Instant farthest = now.plus(Duration.ofDays(channel.inboundHorizonDays().get()));
        List<Dated> dated = new ArrayList<>();
        long kept = keptBack;
        for (Line line : lines) {
            if (line.expectedAt().isAfter(now)
                    && !line.expectedAt().isAfter(farthest)
                    && serves.test(line.location())) {
                long units = Math.max(0, line.available() - kept);
                kept = Math.max(0, kept - line.available());
                if (units > 0) {
                    dated.add(new Dated(line, units));
                }
            }
        }
        return dated;
    }

    public Optional<Line> line(UUID source) {
        return lines.stream().filter(line -> line.source().id().equals(source)).findFirst();
    }

    /** A source of which more is promised than will come; empty where there is none. */
    public Optional<Line> overPromised() {
        return lines.stream().filter(line -> line.overPromised() > 0).findFirst();
    }

    /** Whether what is still to come of a source comes at another time. */
    boolean isMovedSince(DatedSupply before) {
        return lines.stream()
                .filter(line -> line.open() > 0)
                .anyMatch(line -> before.line(line.source().id())
                        .filter(was -> !was.expectedAt().equals(line.expectedAt()))
                        .isPresent());
    }

    long promised(UUID source) {
        return line(source).map(Line::promised).orElse(0L);
    }

    long setAside(UUID source) {
        return line(source).map(Line::setAside).orElse(0L);
    }

    DatedSupply expecting(Source source, LocationCode location, Instant at, long open) {
        Line before = line(source.id()).orElseGet(() -> new Line(source, location, at, 0, 0, 0));
        return with(new Line(source, location, at, open, before.promised, before.setAside));
    }

    DatedSupply promising(UUID source, long units) {
        return moved(source, units, 0);
    }

    DatedSupply settingAside(UUID source, long units) {
        return moved(source, -units, units);
    }

    /** @param come of those that are set aside; the others have not come */
    DatedSupply giving(UUID source, long toCome, long come) {
        return moved(source, -toCome, -come);
    }

    private DatedSupply moved(UUID source, long promised, long setAside) {
        Line before = line(source).orElseThrow();
        return with(new Line(
                before.source,
                before.location,
                before.expectedAt,
                before.open,
                before.promised + promised,
                before.setAside + setAside));
    }

    private DatedSupply with(Line changed) {
        List<Line> all = new ArrayList<>(lines);
        all.removeIf(line -> line.source().id().equals(changed.source().id()));
        if (changed.counts()) {
            all.add(changed);
        }
        return new DatedSupply(sku, all);
    }
}
