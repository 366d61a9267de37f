package io.omnihub.hold;

import io.omnihub.engine.Reads;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.ChannelCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Units set aside for a cart.
 *
 * @param stored the state as it was last written: never {@code EXPIRED}
 * @param expiresAt from when on it holds nothing any more
 * @param madeBy the caller's key
 * @param orderId the order that committed it
 * @param lines one or more, each cell once
 */
public record Hold(
        UUID id,
        ChannelCode channel,
        HoldState stored,
        Instant expiresAt,
        Instant madeAt,
        UUID madeBy,
        Optional<UUID> orderId,
        List<Line> lines) {
    static final Table<UUID, Hold> TABLE = new Table<>("hold", 200);

    /** How many lines a hold is asked for with at most. */
    public static final int MAX_LINES = 100;

    /** How long a hold lasts at most. */
    public static final int MAX_SECONDS = 3_600;

    public Hold {
        lines = List.copyOf(lines);
        if (stored == HoldState.EXPIRED
                || (stored == HoldState.COMMITTED) != orderId.isPresent()
                || !expiresAt.isAfter(madeAt)
                || lines.isEmpty()) {
            throw new IllegalArgumentException("no such hold can be: " + id);
        }
    }

    /**
     * Units of one cell, of all lines that were asked for together.
     *
     * @param freed whether the cell's level counts them as held no more
     */
    public record Line(Cell cell, long quantity, boolean freed) {
        public Line {
            if (quantity < 1) {
                throw new IllegalArgumentException("nothing is held of " + cell);
            }
        }

        Line asFreed() {
            return new Line(cell, quantity, true);
        }
    }

    public HoldState state(Instant now) {
        return stored == HoldState.ACTIVE && !now.isBefore(expiresAt) ? HoldState.EXPIRED : stored;
    }

    /**
     * The state as a decision must see it, which has {@link #stock} before it: a hold that ends while the batch is under
     * way is active, since the batch does not count its lines among the expired ones.
     */
    HoldState state(View view) {
        return state(view.find(ExpiredHolds.TABLE, lines.getFirst().cell().sku())
                .orElseThrow()
                .asOf());
    }

    boolean hasStock(View view) {
        return lines.stream()
                .map(Line::cell)
                .allMatch(cell -> view.covers(StockLevel.TABLE, cell) && view.covers(ExpiredHolds.TABLE, cell.sku()));
    }

    /** What a decision that frees the lines reads besides the hold. */
    Reads stock() {
        Set<Cell> cells = lines.stream().map(Line::cell).collect(Collectors.toSet());
        return new Reads()
                .lock(StockLevel.TABLE, cells)
                .read(ExpiredHolds.TABLE, cells.stream().map(Cell::sku).collect(Collectors.toSet()));
    }

    Hold release(StockLedger ledger) {
        return end(HoldState.RELEASED, Optional.empty(), ledger);
    }

    Hold commit(UUID order, StockLedger ledger) {
        return end(HoldState.COMMITTED, Optional.of(order), ledger);
    }

    /** A replica whose clock is ahead may have freed a line already. */
    private Hold end(HoldState state, Optional<UUID> order, StockLedger ledger) {
        lines.stream().filter(line -> !line.freed()).forEach(line -> ledger.freeHeld(line.cell(), line.quantity()));
        List<Line> freed = lines.stream().map(Line::asFreed).toList();
        return new Hold(id, channel, state, expiresAt, madeAt, madeBy, order, freed);
    }

    Hold withLines(List<Line> all) {
        return new Hold(id, channel, stored, expiresAt, madeAt, madeBy, orderId, all);
    }
}
