package io.omnihub.transfer;

import io.omnihub.catalog.Location;
import io.omnihub.transfer.TransferHandling.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a destination does with a transfer. */
final class Receiving extends Moving {
    Receiving(TransferOrder before, MoveContext context) {
        super(before, context);
    }

    MoveResult receive(Move.Receive receive) {
        return receive(receive.lines(), receive.allowExcess());
    }

    private MoveResult receive(List<Move.Receipt> said, boolean allowExcess) {
        List<Move.Receipt> receipts = said.isEmpty() ? allOutstanding() : said;
        Map<Integer, Long> asked = new LinkedHashMap<>();
        receipts.forEach(receipt -> asked.put(
                receipt.lineNumber(),
                allowExcess ? receipt.lostUnits() + receipt.unitsGoingBack() : receipt.arrivedOrLost()));
        Optional<MoveResult> refused = refused(asked, TransferLine::outstanding);
        if (receipts.isEmpty() || refused.isPresent()) {
            return refused.orElseGet(() -> new MoveResult.NotAllowed(before));
        }
        receipts.forEach(this::take);
        return done(after().progressed(), "received");
    }

    private List<Move.Receipt> allOutstanding() {
        return before.lines().stream()
                .filter(line -> line.outstanding() > 0)
                .map(line -> accepted(line, line.outstanding()))
                .toList();
    }

    private static Move.Receipt accepted(TransferLine line, long units) {
        return new Move.Receipt(line.lineNumber(), units, Optional.empty(), Optional.empty());
    }

    /** What is scanned belongs to the first lines of its SKU that wait for any; what is too much to the last of them. */
    MoveResult scan(Move.Scan scan) {
        List<TransferLine> same =
                before.lines().stream().filter(line -> scan.isOf(line.sku())).toList();
        if (same.isEmpty()) {
            return new MoveResult.UnknownCode(scan.code());
        }
        List<Move.Receipt> receipts = new ArrayList<>();
        long left = scan.quantity();
        for (int i = 0; i < same.size() && left > 0; i++) {
            boolean isLast = i == same.size() - 1;
            long units = isLast ? left : Math.min(left, same.get(i).outstanding());
            if (units > 0) {
                receipts.add(accepted(same.get(i), units));
            }
            left -= units;
        }
        return receive(receipts, scan.allowExcess());
    }

    private void take(Move.Receipt receipt) {
        TransferLine line = line(receipt.lineNumber());
        long arrived = line.outstanding() - receipt.lostUnits();
        long rejected = Math.min(receipt.rejectedUnits(), arrived);
        long expected = Math.min(receipt.accepted(), arrived - rejected);
        long excess = receipt.accepted() - expected;
        if (expected > 0) {
            context.ledger().receiveTransfer(before.atDestination(line), expected);
        }
        if (excess > 0) {
            context.ledger().receiveExcess(before.atDestination(line), excess);
            note(line, Kind.EXCESS, excess, Optional.empty(), Optional.empty());
        }
        put(line.accept(expected, excess));
        receipt.rejected().ifPresent(said -> {
            if (rejected > 0) {
                reject(line.lineNumber(), said.of(rejected));
            }
            if (said.quantity() > rejected) {
                takeUnsellable(line, said.of(said.quantity() - rejected));
            }
        });
        receipt.lost().ifPresent(lost -> lose(line.lineNumber(), lost.quantity(), Optional.of(lost.reason())));
        long forOrder = line(line.lineNumber()).allocatedThere() - line.allocatedThere();
        if (forOrder > 0) {
            context.ledger().allocate(before.atDestination(line), forOrder);
        }
    }

    /** More came than was sent, and cannot be sold: it lies there, and nobody is given it. */
    private void takeUnsellable(TransferLine line, Move.Rejected beyond) {
        context.ledger().receiveUnsellableExcess(before.atDestination(line), beyond.quantity());
        note(line, Kind.EXCESS, beyond.quantity(), Optional.of(beyond.reason()), Optional.of(beyond.disposition()));
    }

    /** It is looked for once more a day later, by the clock of where it is expected. */
    MoveResult findLate() {
        if (before.expectedAt().filter(at -> !at.isAfter(context.now())).isEmpty()) {
            return new MoveResult.NotAllowed(before);
        }
        Location destination = context.catalog().location(before.destination()).orElseThrow();
        ZonedDateTime at = before.expectedAt().orElseThrow().atZone(destination.timeZone());
        long days = Duration.between(at.toInstant(), context.now()).toDays();
        Instant next = at.plusDays(days + 1).toInstant();
        Instant ahead =
                next.isAfter(context.now()) ? next : at.plusDays(days + 2).toInstant();
        TransferOrder late =
                before.expected(Optional.of(ahead)).with(before.handling().whenOverdue());
        context.expect(late);
        if (!before.handling().overdue()) {
            context.changes().announce(TransferEvents.late(late));
        }
        return done(late, "delayed");
    }
}
