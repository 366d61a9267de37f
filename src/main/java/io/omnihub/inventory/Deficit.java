package io.omnihub.inventory;

import io.omnihub.engine.Changes;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Reads;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.event.Attention;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * More is promised to orders from a cell than lies there. One is looked after at a time: for a while it may settle itself,
 * then what is left of it is fulfilled from elsewhere, and where that fails somebody is told. What is kept back as safety
 * stock is there for orders, and a cart's hold waits behind them, so neither makes a deficit.
 *
 * @param since when it was first seen
 */
public record Deficit(Cell cell, Instant since, State state) {
    public static final Table<Cell, Deficit> TABLE = new Table<>("stock-deficit", 897);

    /** Due work that sees whether it has settled itself. */
    public static final String SETTLE = "settle-deficit";

    /** Due work that has others fulfil what is left of it. */
    public static final String REROUTE = "reroute-deficit";

    /** For so long it is left to itself before anybody looks, and looks again. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Who was told of it is told when it is over; for so long nobody looks. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

    private static final char SEPARATOR = '/';
    private static final String KIND = "stock-deficit";

    /** How far it has come. */
    public enum State {
        WATCHED,
        /** Somebody was told. */
        RAISED,
        OVER
    }

    /** Units that are promised to orders and are not there. */
    public static long units(StockLevel level) {
        return Math.clamp(level.allocated() - (level.onHand() - level.unavailable()), 0, level.allocated());
    }

    /** The same of a cell, after the steps of a decision. */
    public static long units(Cell cell, StockLedger ledger) {
        return ledger.level(cell).map(Deficit::units).orElse(0L);
    }

    /** The one of a cell, if it has one. */
    public static Optional<Deficit> of(Cell cell, View view) {
        return view.find(TABLE, cell).filter(found -> found.state != State.OVER);
    }

    /**
     * Has somebody look after each deficit that a decision leaves, if nobody does; to be called when all else is posted.
     *
     * @param commandId from which the ids of due work derive, from 1 on
     * @return what has to be read first; nothing was staged then
     */
    public static Optional<Reads> watch(StockLedger ledger, View view, Changes changes, UUID commandId, Instant now) {
        List<Cell> left = ledger.deficits();
        List<Cell> unread =
                left.stream().filter(cell -> !view.covers(TABLE, cell)).toList();
        if (!unread.isEmpty()) {
            return Optional.of(new Reads().read(TABLE, unread));
        }
        for (int i = 0; i < left.size(); i++) {
            var found = new Deficit(left.get(i), now, State.WATCHED);
            if (of(found.cell, view).isEmpty()) {
                found.put(changes);
                found.lookAt(SETTLE, now.plus(PATIENCE), Ids.derive(commandId, i + 1), now, changes);
            }
        }
        return Optional.empty();
    }

    /** What due work about a cell is called; a code of a location has no separator in it. */
    public static String subject(Cell cell) {
        return cell.location().value() + SEPARATOR + cell.sku();
    }

    public static Cell cell(String subject) {
        int end = subject.indexOf(SEPARATOR);
        return new Cell(new Sku(subject.substring(end + 1)), new LocationCode(subject.substring(0, end)));
    }

    /** Has somebody look at it then. */
    public void lookAt(String kind, Instant at, UUID work, Instant now, Changes changes) {
        DueWork.at(at, work, kind, subject(cell), now).stage(changes);
    }

    /** Nothing is left of it. */
    public void end(Changes changes) {
        in(State.OVER).put(changes);
        if (state == State.RAISED) {
            changes.announce(attention().cleared(facts(0)));
        }
    }

    /** Somebody has to look at what is left of it: it cannot be fulfilled from elsewhere, or was picked. */
    public void raise(long units, UUID work, Instant now, Changes changes) {
        if (state != State.RAISED) {
            in(State.RAISED).put(changes);
            changes.announce(attention().raised(facts(units)));
        }
        lookAt(SETTLE, now.plus(LOOK_AGAIN), work, now, changes);
    }

    private Attention attention() {
        String subject = cell.sku() + "@" + cell.location();
        return new Attention("stock:" + subject, KIND, subject);
    }

    private Map<String, Object> facts(long units) {
        return Map.of("sku", cell.sku().value(), "location", cell.location().value(), "units", units);
    }

    private Deficit in(State next) {
        return new Deficit(cell, since, next);
    }

    private void put(Changes changes) {
        changes.put(TABLE, cell, this);
    }
}
