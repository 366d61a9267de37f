package io.omnihub.transfer;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Changes;
import io.omnihub.engine.DueWork;
import io.omnihub.inventory.StockLedger;
import io.omnihub.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What a decision about a transfer has at hand.
 *
 * @param commandId from which the ids of what is made derive
 */
public record MoveContext(UUID commandId, Changes changes, StockLedger ledger, Catalog catalog, Instant now) {
    /** Beyond the ordinals of whatever else the command of a move makes. */
    private static final int BACK = 40_000;

    private static final int LATE = 40_001;
    private static final int BACK_LATE = 40_002;

    /** When what goes back is missed: nobody has said when it arrives. */
    private static final Duration BACK_WITHIN = Duration.ofDays(7);

    private static final Duration FARTHEST = Duration.ofDays(365);

    /** The id of the transfer that brings back what goes back. */
    UUID backId() {
        return Ids.derive(commandId, BACK);
    }

    /** Whether something that is sent now may be expected then. */
    static boolean canExpect(Instant at, Instant now) {
        return at.isAfter(now) && !at.isAfter(now.plus(FARTHEST));
    }

    Instant backBy() {
        return now.plus(BACK_WITHIN);
    }

    /** Looks for it when it should have arrived. */
    void expect(TransferOrder transfer) {
        expect(transfer, LATE);
    }

    /** The same of what goes back, in the decision about what did not. */
    void expectBack(TransferOrder transfer) {
        expect(transfer, BACK_LATE);
    }

    private void expect(TransferOrder transfer, int ordinal) {
        transfer.expectedAt()
                .ifPresent(at -> DueWork.at(
                                at,
                                Ids.derive(commandId, ordinal),
                                TransferOrder.LATE_WORK,
                                transfer.id().toString(),
                                now)
                        .stage(changes));
    }
}
