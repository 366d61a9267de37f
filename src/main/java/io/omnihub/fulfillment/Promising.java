package io.omnihub.fulfillment;

import io.omnihub.catalog.Channel;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.ExpectedUnits;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Expecting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a part that waits for stock is promised of what is expected; no unit is promised twice. */
final class Promising {
    private final FulfillmentOrder part;
    private final StepContext context;
    private final List<ExpectedUnits> units;

    private Promising(FulfillmentOrder part, List<ExpectedUnits> units, StepContext context) {
        this.part = part;
        this.units = new ArrayList<>(units);
        this.context = context;
    }

    /** The part with what can be promised of all that nothing is promised of yet, and when it has all of it. */
    static FulfillmentOrder promise(FulfillmentOrder part, StepContext context) {
        return new Promising(part, part.expected(), context).promise();
    }

    /**
     * The same once its sources are otherwise: what will not come is promised of others, and the rest comes when it comes. A
     * part that has let go of what was of no use to it is promised nothing; its promise is its place among those who wait.
     */
    static FulfillmentOrder promiseAgain(FulfillmentOrder part, StepContext context) {
        FulfillmentOrder after = new Promising(part, kept(part, context), context).promise();
        return part.expected().isEmpty() && after.expected().isEmpty() ? part : after;
    }

    /** The part without the promise of units that are not wanted any more, those that come last first. */
    static FulfillmentOrder letGo(FulfillmentOrder part, Sku sku, long units, StepContext context) {
        long left = sum(part.expected(), sku) - (wanted(part).getOrDefault(sku, 0L) - units);
        List<ExpectedUnits> fewer = new ArrayList<>(part.expected());
        for (int i = fewer.size() - 1; i >= 0 && left > 0; i--) {
            ExpectedUnits some = fewer.get(i);
            if (some.sku().equals(sku)) {
                long gone = Math.min(left, some.quantity());
                context.ledger().unpromise(some.of(gone));
                left -= gone;
                fewer.remove(i);
                less(some, gone).ifPresent(fewer::add);
            }
        }
        return part.expecting(fewer, part.promisedAt());
    }

    private static List<ExpectedUnits> kept(FulfillmentOrder part, StepContext context) {
        List<ExpectedUnits> kept = new ArrayList<>();
        for (ExpectedUnits some : part.expected()) {
            Optional<DatedSupply.Line> line =
                    context.ledger().supply(some.sku()).line(some.source());
            long gone = Math.min(
                    some.quantity(), line.map(DatedSupply.Line::overPromised).orElse(0L));
            if (gone > 0) {
                context.ledger().unpromise(some.of(gone));
            }
            less(some, gone)
                    .map(rest -> line.map(known -> rest.at(known.expectedAt())).orElse(rest))
                    .ifPresent(kept::add);
        }
        return kept;
    }

    private static Optional<ExpectedUnits> less(ExpectedUnits some, long gone) {
        return gone == some.quantity() ? Optional.empty() : Optional.of(some.of(some.quantity() - gone));
    }

    private FulfillmentOrder promise() {
        Optional<Channel> channel = part.demand()
                .flatMap(demand -> context.catalog().channel(demand.channel()))
                .filter(one -> one.inboundHorizonDays().isPresent() || !units.isEmpty());
        if (channel.isEmpty()) {
            return part.expecting(units, Optional.empty());
        }
        KeptDemand demand = part.demand().orElseThrow();
        var expecting =
                new Expecting(channel.get(), demand.delivery(), demand.allowSplit(), context.catalog(), context.now());
        take(expecting);
        if (expecting.isTogether() && !missing().isEmpty() && !units.isEmpty()) {
            letAllGo();
            take(expecting);
        }
        Optional<Instant> promise = missing().isEmpty() ? expecting.promisedAt(units) : Optional.empty();
        return part.expecting(units, promise);
    }

    /** What has to come together, and does not come to where some of it does, may come to somewhere else. */
    private void letAllGo() {
        units.forEach(context.ledger()::unpromise);
        units.clear();
    }

    private void take(Expecting expecting) {
        Map<Sku, Long> missing = missing();
        Set<LocationCode> known = units.stream().map(ExpectedUnits::location).collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            expecting
                    .take(
                            new Expecting.Wanted(missing, known),
                            context.ledger()::supply,
                            context.ledger()::availableToFulfil)
                    .forEach(this::promise);
        }
    }

    private void promise(ExpectedUnits some) {
        context.ledger().promise(some);
        add(some);
    }

    /** What nothing is promised of yet. */
    private Map<Sku, Long> missing() {
        Map<Sku, Long> missing = new TreeMap<>();
        wanted(part).forEach((sku, wanted) -> {
            long left = wanted - sum(units, sku);
            if (left > 0) {
                missing.put(sku, left);
            }
        });
        return missing;
    }

    private void add(ExpectedUnits more) {
        for (int i = 0; i < units.size(); i++) {
            ExpectedUnits known = units.get(i);
            if (known.source().equals(more.source()) && known.sku().equals(more.sku())) {
                units.set(i, more.of(known.quantity() + more.quantity()));
                return;
            }
        }
        units.add(more);
    }

    private static Map<Sku, Long> wanted(FulfillmentOrder part) {
        Map<Sku, Long> wanted = new TreeMap<>();
        part.lines().stream()
                .filter(line -> line.left() > 0)
                .forEach(line -> wanted.merge(line.sku(), line.left(), Long::sum));
        return wanted;
    }

    /** Whether what has come of it is all that is wanted: its channel has kept its threshold in promising it. */
    static boolean isComplete(FulfillmentOrder part, Map<Sku, Long> come) {
        return wanted(part).equals(new HashMap<>(come));
    }

    private static long sum(List<ExpectedUnits> units, Sku sku) {
        return units.stream()
                .filter(some -> some.sku().equals(sku))
                .mapToLong(ExpectedUnits::quantity)
                .sum();
    }
}
