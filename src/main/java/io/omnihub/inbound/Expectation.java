package io.omnihub.inbound;

import io.omnihub.engine.Changes;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a change of a receipt makes of what is expected: in the same decision, under the lock of its SKUs' stock. */
record Expectation(UUID commandId, Changes changes, StockLedger ledger, Instant now) {
    private static final Duration FARTHEST = Duration.ofDays(365);
    private static final int LATE = 40_000;

    /** Whether something may be expected then. */
    static boolean canBe(Instant at, Instant now) {
        return at.isAfter(now) && !at.isAfter(now.plus(FARTHEST));
    }

    /** What a decision has to read besides before it changes what is expected at these cells. */
    static Optional<Reads> unread(List<Cell> cells, View view) {
        Reads unread = new Reads()
                .lock(StockLevel.TABLE, StockLevel.unread(cells.stream(), view))
                .read(
                        DatedSupply.TABLE,
                        DatedSupply.unread(cells.stream().map(Cell::sku).toList(), view));
        if (unread.weight() > 0) {
            return Optional.of(unread);
        }
        List<Cell> missing = StockLevel.missing(cells.stream(), view);
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Reads().create(StockLevel.TABLE, missing));
    }

    /** Has those who wait follow what has changed, and looks for it when it should have come. */
    void follow(Optional<ExpectedReceipt> before, ExpectedReceipt after) {
        for (int i = 0; i < after.lines().size(); i++) {
            ExpectedReceipt.Line line = after.lines().get(i);
            ledger.expect(after.source(), after.cell(line), after.expectedAt(), after.open(line));
            if (ledger.isToBeFollowed(line.sku())) {
                DatedSupply.follow(line.sku(), Ids.derive(commandId, i + 1), now, changes);
            }
        }
        boolean isMoved = before.map(ExpectedReceipt::expectedAt)
                .filter(after.expectedAt()::equals)
                .isEmpty();
        if (isMoved && after.state().isExpected()) {
            DueWork.at(
                            after.expectedAt(),
                            Ids.derive(commandId, LATE),
                            ExpectedReceipt.LATE_WORK,
                            after.reference(),
                            now)
                    .stage(changes);
        }
        changes.put(ExpectedReceipt.TABLE, after.reference(), after);
        before.ifPresent(was -> ReceiptEvents.attend(was, after, changes));
    }
}
