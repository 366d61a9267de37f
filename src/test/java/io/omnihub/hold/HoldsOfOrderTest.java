package io.omnihub.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.hold.HoldsOfOrder.Freed;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What no caller can bring about at will: clocks that differ, and ends that come while a batch is under way. */
class HoldsOfOrderTest {
    private static final Instant MADE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant END = MADE.plusSeconds(60);
    private static final ChannelCode WEB = new ChannelCode("web");
    private static final Sku LAMP = new Sku("LAMP");
    private static final LocationCode LEEDS = new LocationCode("LEEDS");
    private static final LocationCode BATH = new LocationCode("BATH");
    private static final UUID HOLD = new UUID(1, 1);
    private static final UUID ORDER = new UUID(1, 2);

    private final Map<Object, Object> rows = new HashMap<>();
    private final View view = new View() {
        @Override
        @SuppressWarnings("unchecked")
        public <K, V> Optional<V> find(Table<K, V> table, K key) {
            return Optional.ofNullable((V) rows.get(key));
        }

        @Override
        public <K> boolean covers(Table<K, ?> table, K key) {
            return rows.containsKey(key);
        }
    };
    private final Changes changes = new Changes();
    private final StockLedger ledger = new StockLedger(view, changes, ORDER, ORDER, Optional.empty());

    @Test
    void aHoldThatEndsWhileTheBatchIsUnderWay_isFreedOnce_throughItself() {
        hold(false);
        stock(LEEDS, 5);
        expired(END.minusMillis(1), Map.of());

        assertThat(free(HOLD)).isEqualTo(new Freed.Done());

        assertThat(available(LEEDS)).isEqualTo(5);
    }

    @Test
    void aHoldThatEndedBeforeTheBatchRead_isFreedOnce_throughWhatExpired() {
        hold(false);
        stock(LEEDS, 5);
        expired(END, Map.of(LEEDS, 5L));

        assertThat(free(HOLD)).isEqualTo(new Freed.Done());

        assertThat(available(LEEDS)).isEqualTo(5);
    }

    @Test
    void aLineThatAReplicaWhoseClockIsAheadHasFreed_isNotFreedAgain() {
        hold(true);
        stock(LEEDS, 3);
        expired(MADE, Map.of());

        assertThat(free(HOLD)).isEqualTo(new Freed.Done());

        assertThat(available(LEEDS)).isEqualTo(5 - 3);
    }

    @Test
    void whatExpiredWhereNothingIsLocked_isLeftToOthers() {
        stock(LEEDS, 4);
        expired(END, Map.of(LEEDS, 1L, BATH, 7L));

        assertThat(free()).isEqualTo(new Freed.Done());

        assertThat(available(LEEDS)).isEqualTo(5 - 3);
    }

    @Test
    void theStockOfAHold_isAskedForBeforeAnythingIsFreed() {
        hold(false);

        assertThat(free(HOLD))
                .isInstanceOfSatisfying(
                        Freed.Unread.class,
                        unread -> assertThat(unread.reads().weight()).isEqualTo(2));
    }

    @Test
    void whatIsUnknown_isRefusedBeforeWhatIsCommitted() {
        hold(false);
        stock(LEEDS, 5);
        expired(MADE, Map.of());
        rows.computeIfPresent(HOLD, (_, hold) -> ((Hold) hold).commit(new UUID(1, 3), ledger));
        UUID nothing = new UUID(1, 4);

        assertThat(free(HOLD)).isEqualTo(new Freed.Committed(Set.of(HOLD)));
        assertThat(free(HOLD, nothing)).isEqualTo(new Freed.Unknown(Set.of(nothing)));
    }

    private Freed free(UUID... holds) {
        return new HoldsOfOrder(ORDER, WEB, List.of(holds)).free(Set.of(LAMP), view, changes, ledger);
    }

    private void hold(boolean freed) {
        var line = new Hold.Line(new Cell(LAMP, LEEDS), 5, freed);
        rows.put(HOLD, new Hold(HOLD, WEB, HoldState.ACTIVE, END, MADE, ORDER, Optional.empty(), List.of(line)));
    }

    /** Five lie there. */
    private void stock(LocationCode location, long held) {
        var cell = new Cell(LAMP, location);
        rows.put(cell, new StockLevel(cell, 5, 0, 0, held, 0, 0, 1, 1));
    }

    private void expired(Instant asOf, Map<LocationCode, Long> units) {
        rows.put(LAMP, new ExpiredHolds(LAMP, asOf, units));
    }

    private long available(LocationCode location) {
        return ledger.availableToFulfil(new Cell(LAMP, location));
    }
}
