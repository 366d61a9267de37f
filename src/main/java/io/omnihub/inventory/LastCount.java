package io.omnihub.inventory;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import java.time.Instant;

/**
 * When a cell was counted last, as it happened. What lay there then is known, so that whatever is reported later of the
 * time before has no effect: it is superseded.
 */
public record LastCount(Cell cell, Instant at) {
    public static final Table<Cell, LastCount> TABLE = new Table<>("last-count", 895);

    /** Whether what happened at the moment was counted since, or together with it. */
    static boolean includes(Moment moment, View view) {
        return view.find(TABLE, moment.cell())
                .filter(last -> !moment.at().isAfter(last.at))
                .isPresent();
    }

    /** Whether a count of the moment says nothing, since there is a later one. */
    public static boolean supersedes(Moment moment, View view) {
        return view.find(TABLE, moment.cell())
                .filter(last -> moment.at().isBefore(last.at))
                .isPresent();
    }

    /** Notes a count that nothing supersedes. */
    public static void note(Moment moment, Changes changes) {
        changes.put(TABLE, moment.cell(), new LastCount(moment.cell(), moment.at()));
    }
}
