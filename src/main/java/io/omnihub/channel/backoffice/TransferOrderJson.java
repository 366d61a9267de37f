package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.kernel.Wire;
import io.omnihub.transfer.DiscrepancyReason;
import io.omnihub.transfer.Disposition;
import io.omnihub.transfer.TransferHandling.Discrepancy;
import io.omnihub.transfer.TransferHandling.Shipment;
import io.omnihub.transfer.TransferLine;
import io.omnihub.transfer.TransferOrder;
import io.omnihub.transfer.TransferState;
import io.omnihub.transfer.TransferStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A transfer as the contract shows it.
 *
 * @param steps what may be done with it now
 */
record TransferOrderJson(
        UUID id,
        Optional<String> reference,
        String source,
        String destination,
        String state,
        List<String> steps,
        Optional<UUID> fulfillmentOrderId,
        Optional<UUID> returnOf,
        Optional<String> reason,
        Instant createdAt,
        Optional<Instant> expectedAt,
        boolean overdue,
        List<LineJson> lines,
        List<Shipment> shipments,
        List<DiscrepancyJson> discrepancies,
        long version) {
    record LineJson(
            int lineNumber,
            String sku,
            long quantity,
            long shipped,
            long accepted,
            long rejected,
            long lost,
            long outstanding,
            long excess) {
        static LineJson of(TransferLine line) {
            return new LineJson(
                    line.lineNumber(),
                    line.sku().value(),
                    line.quantity(),
                    line.shipped(),
                    line.accepted(),
                    line.rejected(),
                    line.lost(),
                    line.outstanding(),
                    line.excess());
        }
    }

    record DiscrepancyJson(
            int lineNumber, String kind, long quantity, Optional<String> reason, Optional<String> disposition) {
        static DiscrepancyJson of(Discrepancy found) {
            return new DiscrepancyJson(
                    found.lineNumber(),
                    found.kind().wire(),
                    found.quantity(),
                    found.reason().map(DiscrepancyReason::wire),
                    found.disposition().map(Disposition::wire));
        }
    }

    static TransferOrderJson of(TransferOrder transfer, Caller caller) {
        return new TransferOrderJson(
                transfer.id(),
                transfer.reference(),
                transfer.source().value(),
                transfer.destination().value(),
                transfer.state().wire(),
                steps(transfer, caller),
                transfer.fulfillmentOrderId(),
                transfer.returnOf(),
                transfer.reason(),
                transfer.createdAt(),
                transfer.expectedAt(),
                transfer.handling().overdue(),
                transfer.lines().stream().map(LineJson::of).toList(),
                transfer.handling().shipments(),
                transfer.handling().discrepancies().stream()
                        .map(DiscrepancyJson::of)
                        .toList(),
                transfer.version());
    }

    /** What the caller may do with it now. */
    static List<String> steps(TransferOrder transfer, Caller caller) {
        return transfer.state().allowed().stream()
                .filter(step -> step != TransferStep.FIND_LATE)
                .filter(step -> step != TransferStep.SHIP || isSomeHere(transfer))
                .filter(step -> step != TransferStep.RECEIVE
                        || transfer.state() != TransferState.RECEIVED
                        || caller.mayAll(TransferMoves.RIGHT_TO_EXCESS))
                .map(Wire::wire)
                .filter(step -> caller.mayStep(BackofficeTransfers.ONE + "/" + step, LocationTasks.ROUTE + step))
                .toList();
    }

    private static boolean isSomeHere(TransferOrder transfer) {
        return transfer.lines().stream().anyMatch(line -> line.unshipped() > 0);
    }
}
