package io.omnihub.simulation;

import io.omnihub.engine.Command;
import io.omnihub.kernel.LocationCode;
import io.omnihub.replenishment.SimulatedRefills;
import io.omnihub.transfer.DiscrepancyReason;
import io.omnihub.transfer.Disposition;
import io.omnihub.transfer.Move;
import io.omnihub.transfer.NewTransfer;
import io.omnihub.transfer.Outstanding;
import io.omnihub.transfer.SimulatedTransfers;
import io.omnihub.transfer.TransferLine;
import io.omnihub.transfer.TransferOrder;
import io.omnihub.transfer.TransferStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people have moved between places, and what they do with what is moved. */
final class Transports {
    private static final List<TransferStep> BY_HAND = List.of(
            TransferStep.APPROVE,
            TransferStep.START_PICKING,
            TransferStep.SHIP,
            TransferStep.RECEIVE,
            TransferStep.CLOSE,
            TransferStep.CANCEL);

    private Transports() {}

    static Optional<Command<?>> wish(Retailer retailer) {
        Draw draw = retailer.draw;
        List<LocationCode> ends = draw.some(Retailer.LOCATIONS, 2);
        List<NewTransfer.Line> lines = new ArrayList<>();
        for (int i = draw.between(1, 3); i > 0; i--) {
            lines.add(new NewTransfer.Line(draw.oneOf(Retailer.SKUS), draw.between(1, 3)));
        }
        UUID id = retailer.ids.next();
        var wanted = new NewTransfer(
                id.toString(),
                ends.getFirst(),
                ends.getLast(),
                draw.chance(0.5),
                Optional.empty(),
                draw.chance(0.5) ? Optional.of(soon(draw, retailer.clock.instant())) : Optional.empty(),
                lines);
        return Optional.of(SimulatedTransfers.create(id, retailer.somebody(), wanted));
    }

    /** Whether a channel is short, the work finds out itself. */
    static Optional<Command<?>> refill(Retailer retailer) {
        return Optional.of(SimulatedRefills.refill(
                retailer.ids.next(),
                retailer.somebody(),
                retailer.draw.oneOf(Retailer.CHANNELS),
                retailer.draw.oneOf(Retailer.SKUS),
                retailer.catalog.copy(),
                retailer.clock.instant()));
    }

    private static Instant soon(Draw draw, Instant now) {
        return now.plus(Duration.ofMinutes(draw.between(-5, 2_000)));
    }

    /** Mostly a step that is allowed. */
    static Optional<Command<?>> any(Retailer retailer) {
        Draw draw = retailer.draw;
        List<TransferOrder> all = List.copyOf(retailer.orders.transfers.rows().values());
        List<TransferOrder> open =
                all.stream().filter(transfer -> !possible(transfer).isEmpty()).toList();
        if (open.isEmpty() || draw.chance(0.05)) {
            return draw.any(all).map(transfer -> command(retailer, transfer, draw.oneOf(BY_HAND)));
        }
        return draw.any(open).map(transfer -> command(retailer, transfer, likely(draw, possible(transfer))));
    }

    private static List<TransferStep> possible(TransferOrder transfer) {
        return BY_HAND.stream()
                .filter(step -> transfer.state().after(step).isPresent())
                .toList();
    }

    private static TransferStep likely(Draw draw, List<TransferStep> possible) {
        List<TransferStep> onward = possible.stream()
                .filter(step -> step != TransferStep.CANCEL && step != TransferStep.CLOSE)
                .toList();
        return !onward.isEmpty() && draw.chance(0.9) ? draw.oneOf(onward) : draw.oneOf(possible);
    }

    private static Command<?> command(Retailer retailer, TransferOrder transfer, TransferStep step) {
        return retailer.orders.carry(
                retailer.ids.next(),
                retailer.somebody(),
                transfer,
                move(retailer, transfer, step),
                Actions.versions(retailer.draw, transfer.version()));
    }

    private static Move move(Retailer retailer, TransferOrder transfer, TransferStep step) {
        Draw draw = retailer.draw;
        return switch (step) {
            case APPROVE -> new Move.Approve();
            case START_PICKING -> new Move.StartPicking();
            case SHIP ->
                new Move.Ship(
                        draw.chance(0.5) ? List.of() : sent(draw, transfer),
                        Optional.empty(),
                        Optional.empty(),
                        draw.chance(0.2) ? Optional.of(soon(draw, retailer.clock.instant())) : Optional.empty());
            case RECEIVE -> draw.chance(0.3) ? scan(draw, transfer) : receive(draw, transfer);
            case CLOSE -> new Move.Close(draw.oneOf(DiscrepancyReason.values()));
            case CANCEL ->
                new Move.Cancel(draw.chance(0.8) ? Optional.of(draw.oneOf(Outstanding.values())) : Optional.empty());
            case FIND_LATE -> throw new IllegalArgumentException("nobody does this by hand");
        };
    }

    private static List<Move.Sent> sent(Draw draw, TransferOrder transfer) {
        List<Move.Sent> sent = new ArrayList<>();
        for (TransferLine line : draw.some(transfer.lines(), draw.between(1, 2))) {
            long units = some(draw, line.unshipped());
            long missing = draw.chance(0.2) ? draw.between(0, (int) units) : 0;
            sent.add(new Move.Sent(number(draw, line), units - missing, missing));
        }
        return sent;
    }

    /** At least one, and at times more than there is. */
    private static long some(Draw draw, long open) {
        return draw.between(1, (int) Math.max(1, open + (draw.chance(0.05) ? 1 : 0)));
    }

    private static int number(Draw draw, TransferLine line) {
        return draw.chance(0.02) ? line.lineNumber() + 7 : line.lineNumber();
    }

    private static Move scan(Draw draw, TransferOrder transfer) {
        String code = draw.chance(0.9)
                ? draw.oneOf(transfer.lines()).sku().value()
                : draw.oneOf(Retailer.SKUS).value();
        return new Move.Scan(code, draw.chance(0.8) ? 1 : 2, draw.chance(0.1));
    }

    private static Move receive(Draw draw, TransferOrder transfer) {
        if (draw.chance(0.4)) {
            return new Move.Receive(List.of(), false);
        }
        List<Move.Receipt> receipts = new ArrayList<>();
        for (TransferLine line : draw.some(transfer.lines(), draw.between(1, 2))) {
            receipts.add(receipt(draw, line));
        }
        return new Move.Receive(receipts, draw.chance(0.1));
    }

    private static Move.Receipt receipt(Draw draw, TransferLine line) {
        long units = some(draw, line.outstanding());
        return switch (draw.between(0, 5)) {
            case 0 ->
                new Move.Receipt(
                        number(draw, line),
                        units - 1,
                        Optional.of(new Move.Rejected(
                                1, draw.oneOf(DiscrepancyReason.values()), draw.oneOf(Disposition.values()))),
                        Optional.empty());
            case 1 ->
                new Move.Receipt(
                        number(draw, line),
                        units - 1,
                        Optional.empty(),
                        Optional.of(new Move.Lost(1, draw.oneOf(DiscrepancyReason.values()))));
            default -> new Move.Receipt(number(draw, line), units, Optional.empty(), Optional.empty());
        };
    }
}
