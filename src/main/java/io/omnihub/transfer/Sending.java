package io.omnihub.transfer;

import io.omnihub.catalog.EntryState;
import io.omnihub.transfer.TransferHandling.Kind;
import io.omnihub.transfer.TransferHandling.ShippedUnits;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a source does with a transfer. */
final class Sending extends Moving {
    Sending(TransferOrder before, MoveContext context) {
        super(before, context);
    }

    MoveResult approve(TransferState next) {
        List<MoveResult.Shortage> shortages = shortages(before, context.ledger());
        if (!shortages.isEmpty()) {
            return new MoveResult.Insufficient(shortages);
        }
        before.lines().forEach(line -> context.ledger().allocateTransfer(before.atSource(line), line.quantity()));
        TransferOrder approved = before.in(next);
        context.expect(approved);
        return done(approved, "approved");
    }

    MoveResult begin(TransferState next) {
        return done(before.in(next), "picking-started");
    }

    MoveResult ship(Move.Ship ship) {
        if (context.catalog()
                .location(before.source())
                .filter(source -> !source.paused() && source.state() == EntryState.ACTIVE)
                .isEmpty()) {
            return new MoveResult.Paused(before.source());
        }
        List<Move.Sent> sent = ship.lines().isEmpty() ? allUnshipped() : ship.lines();
        Map<Integer, Long> asked = new LinkedHashMap<>();
        sent.forEach(line -> asked.put(line.lineNumber(), line.quantity() + line.missing()));
        Optional<MoveResult> refused = refused(asked, TransferLine::unshipped);
        if (sent.isEmpty() || refused.isPresent()) {
            return refused.orElseGet(() -> new MoveResult.NotAllowed(before));
        }
        if (ship.expectedAt()
                .filter(at -> !MoveContext.canExpect(at, context.now()))
                .isPresent()) {
            return new MoveResult.BadExpectation();
        }
        if (!before.handling().hasRoom()) {
            return new MoveResult.TooManyShipments();
        }
        sent.forEach(this::send);
        return shipped(ship, sent);
    }

    private List<Move.Sent> allUnshipped() {
        return before.lines().stream()
                .filter(line -> line.unshipped() > 0)
                .map(line -> new Move.Sent(line.lineNumber(), line.unshipped(), 0))
                .toList();
    }

    private void send(Move.Sent sent) {
        TransferLine line = line(sent.lineNumber());
        if (sent.missing() > 0) {
            context.ledger().shortPick(before.atSource(line), sent.missing());
            note(line, Kind.MISSING, sent.missing(), Optional.of(DiscrepancyReason.MISSING), Optional.empty());
        }
        if (sent.quantity() > 0) {
            context.ledger().shipTransfer(before.atSource(line), before.atDestination(line), sent.quantity());
        }
        put(line.less(sent.missing()).ship(sent.quantity()));
    }

    private MoveResult shipped(Move.Ship ship, List<Move.Sent> sent) {
        List<ShippedUnits> left = sent.stream()
                .filter(line -> line.quantity() > 0)
                .map(line -> new ShippedUnits(line.lineNumber(), line.quantity()))
                .toList();
        TransferHandling handling = left.isEmpty()
                ? before.handling()
                : before.handling().with(ship.carrier(), ship.tracking(), context.now(), left);
        TransferOrder after = after().with(handling).progressed();
        TransferOrder expected = after.expected(expected(ship, after));
        ship.expectedAt().ifPresent(_ -> context.expect(expected));
        return done(expected, left.isEmpty() ? "not-found" : "shipped");
    }

    /** When the last of it arrives: what left earlier, or has not left, does not come sooner for what leaves now. */
    private Optional<Instant> expected(Move.Ship ship, TransferOrder after) {
        boolean isAlone = before.lines().stream().allMatch(line -> line.outstanding() == 0)
                && after.lines().stream().allMatch(line -> line.unshipped() == 0);
        return isAlone
                ? ship.expectedAt().or(before::expectedAt)
                : Stream.of(ship.expectedAt(), before.expectedAt())
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder());
    }
}
