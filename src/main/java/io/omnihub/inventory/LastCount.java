package io.omnihub.inventory;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.Optional;

/**
 * When a cell was counted last, as it happened. What lay there then is known, so that whatever is reported later of the
 * time before has no effect: it is superseded.
 *
 * @param place where a terminal has told of the count
 */
public record LastCount(Cell cell, Instant at, Optional<JournalPlace> place) {
    public static final Table<Cell, LastCount> TABLE = new Table<>("last-count", 895);

    public LastCount(Moment moment) {
        this(moment.cell(), moment.at(), moment.place());
    }

    /** Whether what happened at the moment was counted since, or together with it. */
    static boolean includes(Moment moment, View view) {
        return view.find(TABLE, moment.cell())
                .filter(last -> last.includes(moment))
                .isPresent();
    }

    /** Whether a count of the moment says nothing, since there is a later one. */
    public static boolean supersedes(Moment moment, View view) {
        return view.find(TABLE, moment.cell())
                .filter(last -> last.supersedes(moment))
                .isPresent();
    }

    /** Notes a count that nothing supersedes. */
    public static void note(Moment moment, Changes changes) {
        changes.put(TABLE, moment.cell(), new LastCount(moment));
    }

    /** Whether what happened at the moment was counted since, or together with it. */
    public boolean includes(Moment moment) {
        return ofSame(moment)
                .map(own -> own.sequence() < sequence())
                .orElseGet(() -> !moment.at().isAfter(at));
    }

    /** Whether a count of the moment says nothing, since this one is later. */
    public boolean supersedes(Moment moment) {
        return ofSame(moment)
                .map(own -> own.sequence() < sequence())
                .orElseGet(() -> moment.at().isBefore(at));
    }

    private Optional<JournalPlace> ofSame(Moment moment) {
        return moment.place().filter(own -> place.filter(own::isOfSame).isPresent());
    }

    private long sequence() {
        return place.orElseThrow().sequence();
    }
}
