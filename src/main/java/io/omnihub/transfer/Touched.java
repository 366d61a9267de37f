package io.omnihub.transfer;

import io.omnihub.inventory.Cell;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose stock a move changes.
 *
 * @param atSource lines whose stock changes there
 * @param atDestination likewise
 */
record Touched(TransferOrder transfer, List<TransferLine> atSource, List<TransferLine> atDestination) {
    static Touched by(Move move, TransferOrder transfer) {
        List<TransferLine> all = transfer.lines();
        return switch (move) {
            case Move.StartPicking _, Move.FindLate _ -> new Touched(transfer, List.of(), List.of());
            case Move.Approve _ -> new Touched(transfer, all, List.of());
            case Move.Ship ship -> {
                List<TransferLine> leaving = leaving(ship, all);
                yield new Touched(transfer, leaving, leaving);
            }
            case Move.Receive receive -> {
                List<TransferLine> arriving = arriving(receive, all);
                yield new Touched(transfer, receive.sendsBack() ? arriving : List.of(), arriving);
            }
            case Move.Scan scan ->
                new Touched(
                        transfer,
                        List.of(),
                        all.stream().filter(line -> scan.isOf(line.sku())).toList());
            case Move.Close _, Move.Cancel _ ->
                new Touched(
                        transfer,
                        all,
                        all.stream().filter(line -> line.shipped() > 0).toList());
        };
    }

    private static List<TransferLine> leaving(Move.Ship ship, List<TransferLine> all) {
        return all.stream()
                .filter(line -> ship.lines().isEmpty()
                        ? line.unshipped() > 0
                        : ship.lines().stream().anyMatch(sent -> sent.lineNumber() == line.lineNumber()))
                .toList();
    }

    private static List<TransferLine> arriving(Move.Receive receive, List<TransferLine> all) {
        return all.stream()
                .filter(line -> receive.lines().isEmpty()
                        ? line.outstanding() > 0
                        : receive.lines().stream().anyMatch(receipt -> receipt.lineNumber() == line.lineNumber()))
                .toList();
    }

    List<Cell> cells() {
        return Stream.concat(
                        atSource.stream().map(transfer::atSource),
                        atDestination.stream().map(transfer::atDestination))
                .distinct()
                .toList();
    }
}
