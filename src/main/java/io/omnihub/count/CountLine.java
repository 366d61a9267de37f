package io.omnihub.count;

import io.omnihub.catalog.Tolerance;
import io.omnihub.engine.Table;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Moment;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One item of a cycle count. Its count's lock guards it.
 *
 * @param entered what was counted last
 * @param rounds how often it was counted
 * @param recount whether it is to be counted once more
 */
public record CountLine(Key key, Optional<Entered> entered, int rounds, boolean recount) {
    static final Table<Key, CountLine> TABLE = new Table<>("cycle-count-line", 510);

    public record Key(UUID countId, Sku sku) {}

    /**
     * @param expected units that the ledger had on hand then
     * @param by the caller's key
     */
    public record Entered(long counted, long expected, UUID by, Instant at) {
        public long difference() {
            return counted - expected;
        }
    }

    static CountLine uncounted(UUID countId, Sku sku) {
        return new CountLine(new Key(countId, sku), Optional.empty(), 0, false);
    }

    public Sku sku() {
        return key.sku();
    }

    Cell cell(LocationCode location) {
        return new Cell(sku(), location);
    }

    /** The moment at which it was counted last. */
    Moment counted(LocationCode location) {
        return new Moment(cell(location), entered.orElseThrow().at());
    }

    long difference() {
        return entered.map(Entered::difference).orElse(0L);
    }

    boolean exceeds(Tolerance tolerance) {
        return entered.filter(last -> tolerance.isExceeded(last.expected(), last.counted()))
                .isPresent();
    }

    /** @param again whether it is then to be counted once more */
    CountLine with(Entered last, int round, boolean again) {
        return new CountLine(key, Optional.of(last), round, again);
    }

    CountLine demanded() {
        return new CountLine(key, entered, rounds, true);
    }
}
