package io.omnihub.transfer;

import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a transfer that is for nobody in particular is to others: what is expected at its destination. */
public final class TransferSupply {
    /** Beyond the ordinals of whatever else the command of a move makes. */
    private static final int FIRST_FOLLOWED = 60_000;

    private final TransferOrder transfer;
    private final List<Sku> skus;

    private TransferSupply(TransferOrder transfer, Set<Sku> skus) {
        this.transfer = transfer;
        this.skus = List.copyOf(new TreeSet<>(skus));
    }

    /** As far as a move changes it. */
    public static TransferSupply of(TransferOrder transfer, Move move) {
        boolean isAll = switch (move) {
            case Move.FindLate _, Move.Ship _ -> true;
            default -> false;
        };
        return new TransferSupply(
                transfer,
                isAll
                        ? all(transfer)
                        : transfer.cells(move).stream().map(Cell::sku).collect(Collectors.toSet()));
    }

    /** All of one that is new. */
    static TransferSupply of(TransferOrder transfer) {
        return new TransferSupply(transfer, all(transfer));
    }

    private static Set<Sku> all(TransferOrder transfer) {
        return transfer.lines().stream().map(TransferLine::sku).collect(Collectors.toSet());
    }

    /** What a decision has to read for it; its SKUs' stock at the source guards what is expected of them. */
    public Reads reads() {
        return counts(transfer)
                ? new Reads().lock(StockLevel.TABLE, cells()).read(DatedSupply.TABLE, skus)
                : new Reads();
    }

    /** What a decision has not read of that. */
    public Reads unread(View view) {
        return counts(transfer)
                ? new Reads()
                        .lock(StockLevel.TABLE, StockLevel.unread(cells().stream(), view))
                        .read(DatedSupply.TABLE, DatedSupply.unread(skus, view))
                : new Reads();
    }

    private List<Cell> cells() {
        return skus.stream().map(sku -> new Cell(sku, transfer.source())).toList();
    }

    private static boolean counts(TransferOrder transfer) {
        return transfer.fulfillmentOrderId().isEmpty();
    }

    /** Has those who wait follow what became of it; what has arrived goes first to whom it was promised to. */
    public void follow(Optional<TransferOrder> before, TransferOrder after, MoveContext context) {
        if (counts(after)) {
            for (int i = 0; i < skus.size(); i++) {
                follow(skus.get(i), i, before, after, context);
            }
        }
    }

    private static void follow(
            Sku sku, int ordinal, Optional<TransferOrder> before, TransferOrder after, MoveContext context) {
        StockLedger ledger = context.ledger();
        var cell = new Cell(sku, after.destination());
        long arrived =
                arrived(after, sku) - before.map(was -> arrived(was, sku)).orElse(0L);
        if (arrived > 0) {
            ledger.setAside(after.id(), cell, arrived);
        }
        long open = open(after, sku);
        Optional<DatedSupply.Line> known = ledger.supply(sku).line(after.id());
        Optional<Instant> expectedAt = after.expectedAt().or(() -> known.map(DatedSupply.Line::expectedAt));
        boolean isOtherwise = known.map(was ->
                        was.open() != open || !Optional.of(was.expectedAt()).equals(expectedAt))
                .orElse(open > 0);
        if (isOtherwise && expectedAt.isPresent()) {
            ledger.expect(new DatedSupply.Source(DatedSupply.Kind.TRANSFER, after.id()), cell, expectedAt.get(), open);
            if (ledger.isToBeFollowed(sku)) {
                DatedSupply.follow(
                        sku,
                        Ids.derive(context.commandId(), FIRST_FOLLOWED + ordinal),
                        context.now(),
                        context.changes());
            }
        }
    }

    /** What can be sold there once it has come; nothing of what nobody knows the arrival of. */
    private static long open(TransferOrder transfer, Sku sku) {
        return transfer.state().isOpen() && transfer.expectedAt().isPresent() ? sum(transfer, sku, false) : 0;
    }

    private static long arrived(TransferOrder transfer, Sku sku) {
        return sum(transfer, sku, true);
    }

    private static long sum(TransferOrder transfer, Sku sku, boolean arrived) {
        return transfer.lines().stream()
                .filter(line -> line.sku().equals(sku))
                .mapToLong(line -> arrived ? line.accepted() + line.excess() : line.unshipped() + line.outstanding())
                .sum();
    }
}
