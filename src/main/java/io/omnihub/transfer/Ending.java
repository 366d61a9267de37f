package io.omnihub.transfer;

import java.util.Optional;

/** How a transfer ends before all of it has arrived. */
final class Ending extends Moving {
    Ending(TransferOrder before, MoveContext context) {
        super(before, context);
    }

    MoveResult close(Move.Close close, TransferState next) {
        for (TransferLine line : before.lines()) {
            keep(line);
            if (line.outstanding() > 0) {
                lose(line.lineNumber(), line.outstanding(), Optional.of(close.because()));
            }
        }
        return done(after().in(next), "closed");
    }

    MoveResult cancel(Move.Cancel cancel, TransferState next) {
        boolean isUnderWay = before.lines().stream().anyMatch(line -> line.outstanding() > 0);
        if (isUnderWay && cancel.outstanding().isEmpty()) {
            return new MoveResult.OutstandingUndecided();
        }
        for (TransferLine line : before.lines()) {
            keep(line);
            if (line.outstanding() > 0) {
                giveUp(
                        line.lineNumber(),
                        line.outstanding(),
                        cancel.outstanding().orElseThrow());
            }
        }
        return done(after().in(next), "cancelled");
    }

    /** What has not left stays where it is; of a draft, nothing was set aside. */
    private void keep(TransferLine line) {
        if (line.unshipped() > 0) {
            if (before.state().isOpen()) {
                context.ledger().cancelTransfer(before.atSource(line), line.unshipped());
            }
            put(line.less(line.unshipped()));
        }
    }

    private void giveUp(int lineNumber, long units, Outstanding outstanding) {
        switch (outstanding) {
            case WRITE_OFF -> lose(lineNumber, units, Optional.empty());
            case RESTOCK ->
                reject(lineNumber, new Move.Rejected(units, DiscrepancyReason.NOT_WANTED, Disposition.RETURN));
        }
    }
}
