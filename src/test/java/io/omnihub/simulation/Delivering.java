package io.omnihub.simulation;

import io.omnihub.engine.Command;
import io.omnihub.engine.DueWork;
import io.omnihub.inbound.ExpectedReceipt;
import io.omnihub.inbound.NewReceipt;
import io.omnihub.inbound.ReceiptStep;
import io.omnihub.inbound.SimulatedReceipts;
import io.omnihub.inventory.AwaitedStock;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.kernel.Sku;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Suppliers, who announce what they deliver, deliver it, later, less or more of it, or never. */
final class Delivering {
    private static final int OPEN_RECEIPTS = 4;

    private Delivering() {}

    static Optional<Command<?>> any(Retailer retailer) {
        Draw draw = retailer.draw;
        List<ExpectedReceipt> open = retailer.receipts.receipts.rows().values().stream()
                .filter(receipt -> receipt.state().isExpected())
                .toList();
        Optional<ExpectedReceipt> some =
                draw.chance(0.1) ? draw.any(retailer.receipts.receipts.rows().values()) : draw.any(open);
        if (some.isEmpty() || (open.size() < OPEN_RECEIPTS && draw.chance(0.4))) {
            return Optional.of(put(retailer, retailer.ids.next().toString(), Optional.empty()));
        }
        ExpectedReceipt receipt = some.get();
        return Optional.of(
                draw.chance(0.35)
                        ? put(retailer, receipt.reference(), some)
                        : SimulatedReceipts.carryOut(
                                retailer.ids.next(),
                                retailer.somebody(),
                                receipt,
                                step(draw, receipt),
                                Actions.versions(draw, receipt.version())));
    }

    private static Command<?> put(Retailer retailer, String reference, Optional<ExpectedReceipt> before) {
        Draw draw = retailer.draw;
        Set<Sku> skus = new LinkedHashSet<>(draw.some(Retailer.SKUS, 2));
        skus.add(draw.oneOf(Retailer.SKUS));
        List<NewReceipt.Line> lines = skus.stream()
                .map(sku -> new NewReceipt.Line(sku, draw.between(1, 6)))
                .toList();
        return SimulatedReceipts.put(
                retailer.ids.next(),
                retailer.somebody(),
                new NewReceipt(
                        reference,
                        Optional.empty(),
                        before.filter(_ -> draw.chance(0.95))
                                .map(ExpectedReceipt::location)
                                .orElseGet(() -> draw.oneOf(Retailer.LOCATIONS)),
                        retailer.clock
                                .instant()
                                .truncatedTo(ChronoUnit.MILLIS)
                                .plus(Duration.ofHours(draw.between(1, 30 * 24))),
                        lines),
                before.flatMap(known -> Actions.versions(draw, known.version())));
    }

    private static ReceiptStep step(Draw draw, ExpectedReceipt receipt) {
        if (draw.chance(0.15)) {
            return new ReceiptStep.Cancel();
        }
        Map<Sku, Long> units = new HashMap<>();
        receipt.lines().stream()
                .filter(_ -> draw.chance(0.7))
                .forEach(line -> units.put(line.sku(), (long) draw.between(1, 4)));
        return new ReceiptStep.Receive(units, units.isEmpty() || draw.chance(0.2));
    }

    /** Of work about what is expected; empty for other work. */
    static Optional<Command<?>> effect(Retailer retailer, UUID id, DueWork work) {
        return work.kind().equals(DatedSupply.FOLLOW)
                ? Optional.of(retailer.orders.follow(
                        id,
                        work,
                        retailer.stock.supply.find(AwaitedStock.sku(work.subject())),
                        retailer.catalog.copy(),
                        retailer.clock.instant()))
                : retailer.receipts.effect(id, work);
    }
}
