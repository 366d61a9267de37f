package io.omnihub.fulfillment;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Location;
import io.omnihub.engine.Changes;
import io.omnihub.engine.DueWork;
import io.omnihub.inventory.AwaitedStock;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLedger;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.transfer.TransferOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a decision about fulfilment orders has at hand.
 *
 * @param commandId from which the ids of what is made derive
 */
public record StepContext(UUID commandId, Changes changes, StockLedger ledger, Catalog catalog, Instant now) {
    /** Beyond the ordinals of parts and transfers. */
    private static final int FIRST_DUE_WORK = 20_000;

    /** Among these, beyond those of a part each. */
    private static final int GIVING_UP = 2_000;

    private static final int EXPECTED = 4_000;
    private static final int FIRST_AWAITED = 30_000;
    private static final int FIRST_FOLLOWED = 50_000;
    private static final Duration LOOK_FOR_ITSELF = Duration.ofDays(1);

    /** Where a location has no time of its own. */
    private static final Duration ANSWER_WITHIN = Duration.ofDays(1);

    /** An id for the {@code ordinal}-th part that the command makes, from 1. */
    UUID partId(int ordinal) {
        return Ids.derive(commandId, ordinal);
    }

    /**
     * Wants something to be done with the command's {@code ordinal}-th part at that time.
     *
     * @return the id of that due work
     */
    UUID later(Instant at, String kind, UUID partId, int ordinal) {
        return later(at, kind, partId.toString(), ordinal);
    }

    private UUID later(Instant at, String kind, String subject, int ordinal) {
        UUID work = Ids.derive(commandId, FIRST_DUE_WORK + ordinal);
        DueWork.at(at, work, kind, subject, now).stage(changes);
        return work;
    }

    /** Lets a part wait for units of any of its SKUs. */
    void awaitStock(FulfillmentOrder part) {
        List<Sku> skus = part.lines().stream()
                .filter(line -> line.left() > 0)
                .map(FulfillmentOrder.Line::sku)
                .distinct()
                .toList();
        for (int i = 0; i < skus.size(); i++) {
            awaitStock(skus.get(i), part.id(), i + 1);
        }
    }

    /** Has others be promised what is expected of a part's SKUs and was promised until now. */
    void followFreed(FulfillmentOrder part) {
        Map<Sku, Integer> lineNumbers = new TreeMap<>();
        part.lines().forEach(line -> lineNumbers.putIfAbsent(line.sku(), line.lineNumber()));
        lineNumbers.keySet().removeIf(sku -> !ledger.hasFreed(sku));
        lineNumbers.forEach(
                (sku, number) -> DatedSupply.follow(sku, Ids.derive(commandId, FIRST_FOLLOWED + number), now, changes));
    }

    /** Lets a part wait for units of a SKU, for a day before it looks for itself. */
    void awaitStock(Sku sku, UUID partId, int ordinal) {
        DueWork.at(
                        now.plus(LOOK_FOR_ITSELF),
                        Ids.derive(commandId, FIRST_AWAITED + ordinal),
                        AwaitedStock.KIND,
                        AwaitedStock.subject(sku, partId),
                        now)
                .stage(changes);
    }

    /**
     * Has a location that was just given a part acknowledge it in its time.
     *
     * @return the id of the due work that ends this time; empty where it has no end
     */
    Optional<UUID> expectAcknowledgement(LocationCode location, UUID partId, int ordinal) {
        return catalog.location(location)
                .flatMap(place -> place.acknowledgeBy(now))
                .map(end -> later(end, FulfillmentWork.ACKNOWLEDGE_BY, partId, ordinal));
    }

    /** Has the location of a part whose goods have arrived begin with it, or give it up where it is paused. */
    void begin(FulfillmentOrder part, int ordinal) {
        LocationCode here = part.location().orElseThrow();
        expectAcknowledgement(here, part.id(), ordinal);
        if (isPaused(here)) {
            later(now, FulfillmentWork.GIVE_UP, part.id(), GIVING_UP + ordinal);
        }
    }

    boolean isPaused(LocationCode location) {
        return catalog.location(location).filter(Location::paused).isPresent();
    }

    /** Looks for a transfer when it should have arrived. */
    void expectTransfer(TransferOrder transfer, int ordinal) {
        transfer.expectedAt().ifPresent(at -> later(at, TransferOrder.LATE_WORK, transfer.id(), EXPECTED + ordinal));
    }

    /** Has a location that is asked to give something back answer in the same time, or within a day. */
    void expectAnswer(LocationCode location, UUID request, UUID partId, int ordinal) {
        Instant end = catalog.location(location)
                .flatMap(place -> place.acknowledgeBy(now))
                .orElseGet(() -> now.plus(ANSWER_WITHIN));
        later(end, FulfillmentWork.ANSWER_BY, FulfillmentWork.answer(partId, request), ordinal);
    }
}
