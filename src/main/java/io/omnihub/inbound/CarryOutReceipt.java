package io.omnihub.inbound;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Location;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Does a step with an expected receipt.
 *
 * @param known the receipt as it was read before, from which the reads are guessed
 * @param expected the versions that the caller has in mind; empty for any
 */
record CarryOutReceipt(
        UUID id,
        Actor actor,
        ExpectedReceipt known,
        ReceiptStep step,
        Optional<Versions> expected,
        List<CommandKey> keys)
        implements Command<ReceiptStepResult> {
    @Override
    public Reads reads() {
        return new Reads()
                .lock(ExpectedReceipt.TABLE, Set.of(known.reference()))
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .lock(StockLevel.TABLE, known.cells())
                .read(
                        DatedSupply.TABLE,
                        known.lines().stream().map(ExpectedReceipt.Line::sku).toList());
    }

    @Override
    public Decision<ReceiptStepResult> decide(View view, Instant now) {
        ExpectedReceipt receipt =
                view.find(ExpectedReceipt.TABLE, known.reference()).orElseThrow();
        Optional<ReceiptStepResult> refusal = refusal(receipt, now);
        if (refusal.isPresent()) {
            return new Decision.Refuse<>(refusal.get());
        }
        return Expectation.unread(receipt.cells(), view)
                .<Decision<ReceiptStepResult>>map(Decision.Again::new)
                .orElseGet(() -> carryOut(receipt, view, now));
    }

    private Optional<ReceiptStepResult> refusal(ExpectedReceipt receipt, Instant now) {
        if (expected.filter(versions -> !versions.contain(receipt.version())).isPresent()) {
            return Optional.of(new ReceiptStepResult.OtherVersion(receipt.version()));
        }
        boolean isAllowed = step instanceof ReceiptStep.FindLate
                ? receipt.state().isExpected() && !receipt.expectedAt().isAfter(now)
                : receipt.state().steps().contains(step.name());
        if (!isAllowed) {
            return Optional.of(new ReceiptStepResult.NotAllowed(receipt));
        }
        Set<Sku> unknown = new HashSet<>(step.skus());
        unknown.removeIf(sku -> receipt.line(sku).isPresent());
        return unknown.isEmpty() ? Optional.empty() : Optional.of(new ReceiptStepResult.UnknownLines(unknown));
    }

    private Decision<ReceiptStepResult> carryOut(ExpectedReceipt receipt, View view, Instant now) {
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, receipt.id(), actor.id(), Optional.empty());
        ExpectedReceipt after = switch (step) {
            case ReceiptStep.Receive receive -> receive(receipt, receive, ledger);
            case ReceiptStep.Cancel() -> receipt.cancelled();
            case ReceiptStep.FindLate() -> receipt.late(nextDay(receipt, view, now));
        };
        ExpectedReceipt next = after.next();
        new Expectation(id, changes, ledger, now).follow(Optional.of(receipt), next);
        changes.announce(ReceiptEvents.of(told(), next));
        actor.note(changes, "expected-receipt:" + next.reference(), Optional.of(receipt.facts()), next.facts());
        return new Decision.Accept<>(new ReceiptStepResult.Done(next, false), next.id(), changes);
    }

    /** What has come goes first to those that it was promised to. */
    private static ExpectedReceipt receive(ExpectedReceipt receipt, ReceiptStep.Receive receive, StockLedger ledger) {
        List<ExpectedReceipt.Line> lines = receipt.lines().stream()
                .map(line -> line.receive(receive.units().getOrDefault(line.sku(), 0L)))
                .toList();
        receipt.lines().forEach(line -> {
            long units = receive.units().getOrDefault(line.sku(), 0L);
            if (units > 0) {
                ledger.receive(receipt.cell(line), units);
                ledger.setAside(receipt.id(), receipt.cell(line), units);
            }
        });
        return receipt.received(lines, receive.close());
    }

    /** By the clock of where it is expected. */
    private static Instant nextDay(ExpectedReceipt receipt, View view, Instant now) {
        Location place = view.find(Catalog.TABLE, Catalog.Key.CURRENT)
                .orElseThrow()
                .location(receipt.location())
                .orElseThrow();
        ZonedDateTime at = receipt.expectedAt().atZone(place.timeZone());
        long days = Duration.between(at.toInstant(), now).toDays();
        Instant next = at.plusDays(days + 1).toInstant();
        return next.isAfter(now) ? next : at.plusDays(days + 2).toInstant();
    }

    private String told() {
        return switch (step) {
            case ReceiptStep.Receive _ -> "received";
            case ReceiptStep.Cancel _ -> "cancelled";
            case ReceiptStep.FindLate _ -> "delayed";
        };
    }
}
