package io.omnihub.simulation;

import io.omnihub.count.CountLine;
import io.omnihub.count.CountStep;
import io.omnihub.count.CycleCount;
import io.omnihub.count.SimulatedCounts;
import io.omnihub.engine.Command;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.SimulatedStock;
import io.omnihub.inventory.StockCount;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** People who count, and mostly count right. */
final class Counting {
    /** How many cycle counts are under way at a time. */
    private static final int OPEN_COUNTS = 3;

    private Counting() {}

    static Optional<Command<?>> atOnce(Retailer retailer) {
        Draw draw = retailer.draw;
        List<StockCount.Entry> entries = new ArrayList<>();
        for (Sku sku : draw.some(Retailer.SKUS, 3)) {
            var cell = new Cell(sku, draw.oneOf(Retailer.LOCATIONS));
            Optional<StockLevel> level = retailer.stock.levels.find(cell);
            long onHand = level.map(StockLevel::onHand).orElse(0L);
            Optional<Long> version = draw.chance(0.7)
                    ? Optional.of(level.map(StockLevel::onHandVersion).orElse(0L) + (draw.chance(0.1) ? 1 : 0))
                    : Optional.empty();
            entries.add(new StockCount.Entry(cell, miscounted(draw, onHand), version));
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(SimulatedStock.count(
                        retailer.ids.next(), retailer.somebody(), Actions.reported(retailer), entries));
    }

    static Optional<Command<?>> cycle(Retailer retailer) {
        Draw draw = retailer.draw;
        long open = retailer.counts.counts.rows().values().stream()
                .filter(one -> !one.state().allowed().isEmpty())
                .count();
        Optional<CycleCount> count = draw.any(retailer.counts.counts.rows().values());
        if (count.isEmpty() || (open < OPEN_COUNTS && draw.chance(0.3))) {
            return Optional.of(SimulatedCounts.make(
                    retailer.ids.next(),
                    retailer.somebody(),
                    draw.oneOf(Retailer.LOCATIONS),
                    new LinkedHashSet<>(List.of(draw.oneOf(Retailer.SKUS), draw.oneOf(Retailer.SKUS)))));
        }
        return count.map(found -> retailer.counts.carryOut(
                retailer.ids.next(),
                retailer.somebody(),
                found,
                step(retailer, found),
                Actions.versions(draw, found.version())));
    }

    private static CountStep step(Retailer retailer, CycleCount count) {
        Draw draw = retailer.draw;
        List<CountLine> lines = retailer.counts.linesOf(count);
        CountLine line = draw.oneOf(lines);
        return switch (draw.between(0, 9)) {
            case 0 -> new CountStep.Reject(Optional.empty());
            case 1 -> new CountStep.DemandRecount(Set.of(line.sku()));
            case 2, 3 -> new CountStep.Approve(draw.chance(0.8));
            default -> {
                long onHand = retailer.stock
                        .levels
                        .find(new Cell(line.sku(), count.location()))
                        .map(StockLevel::onHand)
                        .orElse(0L);
                yield new CountStep.Enter(List.of(new CountStep.Enter.Entry(line.sku(), miscounted(draw, onHand))));
            }
        };
    }

    private static long miscounted(Draw draw, long onHand) {
        return Math.max(0, onHand + (draw.chance(0.7) ? 0 : draw.between(0, 4) - 2));
    }

    /** Takes what is over off the tables. */
    static void forget(Retailer retailer) {
        List.copyOf(retailer.counts.counts.rows().values()).stream()
                .filter(count -> count.state().allowed().isEmpty())
                .forEach(retailer.counts::forget);
        Instant late = retailer.clock.instant().minus(Actions.REPORTED_WITHIN);
        retailer.stock.forget(retailer.counts.lines.rows().values().stream()
                .flatMap(line -> line.entered().stream())
                .map(CountLine.Entered::at)
                .reduce(late, (one, other) -> one.isBefore(other) ? one : other));
    }
}
