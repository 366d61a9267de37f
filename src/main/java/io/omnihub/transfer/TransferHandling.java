package io.omnihub.transfer;

import io.omnihub.kernel.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened to a transfer on its way.
 *
 * @param discrepancies of each sort once, with all of its units
 * @param overdue whether somebody was told that it is late
 */
public record TransferHandling(List<Shipment> shipments, List<Discrepancy> discrepancies, boolean overdue) {
    static final TransferHandling NONE = new TransferHandling(List.of(), List.of(), false);

    /** In how many shipments a transfer leaves at most. */
    public static final int MAX_SHIPMENTS = 100;

    public TransferHandling {
        shipments = List.copyOf(shipments);
        discrepancies = List.copyOf(discrepancies);
    }

    /**
     * What left together.
     *
     * @param number from 1
     */
    public record Shipment(
            int number,
            Optional<String> carrier,
            Optional<String> tracking,
            Instant shippedAt,
            List<ShippedUnits> lines) {
        public Shipment {
            lines = List.copyOf(lines);
        }
    }

    public record ShippedUnits(int lineNumber, long quantity) {}

    /** Where units went otherwise than they were to go. */
    public enum Kind implements Wire {
        /** They were not there to be sent. */
        MISSING,
        REJECTED,
        LOST,
        /** More came than was sent. */
        EXCESS
    }

    /** @param disposition of what was rejected */
    public record Discrepancy(
            int lineNumber,
            Kind kind,
            long quantity,
            Optional<DiscrepancyReason> reason,
            Optional<Disposition> disposition) {
        private boolean isLike(Discrepancy other) {
            return lineNumber == other.lineNumber
                    && kind == other.kind
                    && reason.equals(other.reason)
                    && disposition.equals(other.disposition);
        }

        private Discrepancy plus(long units) {
            return new Discrepancy(lineNumber, kind, quantity + units, reason, disposition);
        }
    }

    boolean hasRoom() {
        return shipments.size() < MAX_SHIPMENTS;
    }

    TransferHandling with(
            Optional<String> carrier, Optional<String> tracking, Instant shippedAt, List<ShippedUnits> lines) {
        List<Shipment> more = new ArrayList<>(shipments);
        more.add(new Shipment(shipments.size() + 1, carrier, tracking, shippedAt, lines));
        return new TransferHandling(more, discrepancies, overdue);
    }

    TransferHandling with(List<Discrepancy> found) {
        List<Discrepancy> more = new ArrayList<>(discrepancies);
        for (Discrepancy one : found) {
            int like = 0;
            while (like < more.size() && !more.get(like).isLike(one)) {
                like++;
            }
            if (like < more.size()) {
                more.set(like, more.get(like).plus(one.quantity()));
            } else {
                more.add(one);
            }
        }
        return new TransferHandling(shipments, more, overdue);
    }

    TransferHandling whenOverdue() {
        return new TransferHandling(shipments, discrepancies, true);
    }
}
