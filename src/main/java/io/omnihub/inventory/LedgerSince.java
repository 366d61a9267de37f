package io.omnihub.inventory;

import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import java.util.stream.Stream;

/**
 * What the ledger has come to know of the units on hand since a moment, in the entries that were recorded after it. Of a
 * moment in a terminal's journal, the entries of that journal are left out: which of them came later, its room knows.
 *
 * @param happened the sum of what happened after it too: sold since, received since
 * @param reported the sum of what had happened before it, and was only reported or corrected since
 * @param onHandVersion of the level when this was read, 0 where there was none
 */
public record LedgerSince(Moment moment, long happened, long reported, long onHandVersion) {
    public static final Table<Moment, LedgerSince> TABLE = new Table<>("ledger-since", 890);

    /**
     * Whether an earlier member of the batch has moved what lies in one of these cells. What its entries say of the moment
     * is not known before they are written, so the command is to be decided again.
     */
    public static boolean isOld(Stream<Moment> moments, View view) {
        return moments.anyMatch(moment -> view.find(StockLevel.TABLE, moment.cell())
                        .map(StockLevel::onHandVersion)
                        .orElse(0L)
                != of(moment, view).onHandVersion);
    }

    public static LedgerSince of(Moment moment, View view) {
        return view.find(TABLE, moment).orElseThrow();
    }
}
