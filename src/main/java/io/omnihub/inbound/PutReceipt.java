package io.omnihub.inbound;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inbound.ExpectedReceipt.Line;
import io.omnihub.inventory.DatedSupply;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Announces a delivery, or says that it comes otherwise: then, more, less. Unchanged content changes nothing, so it is
 * harmless to repeat and has no key.
 */
record PutReceipt(UUID id, Actor actor, NewReceipt wanted, Optional<Versions> expected)
        implements Command<PutReceiptResult> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads()
                .lock(ExpectedReceipt.TABLE, Set.of(wanted.reference()))
                .read(Catalog.TABLE, Set.of(Catalog.Key.CURRENT))
                .read(Item.TABLE, wanted.skus())
                .lock(StockLevel.TABLE, wanted.cells())
                .read(DatedSupply.TABLE, wanted.skus());
    }

    @Override
    public Decision<PutReceiptResult> decide(View view, Instant now) {
        Optional<ExpectedReceipt> before = view.find(ExpectedReceipt.TABLE, wanted.reference());
        if (before.filter(this::isAsWanted).isPresent()) {
            return new Decision.Refuse<>(new PutReceiptResult.Put(before.get(), false));
        }
        Optional<PutReceiptResult> refusal = refusal(before, view, now);
        if (refusal.isPresent()) {
            return new Decision.Refuse<>(refusal.get());
        }
        ExpectedReceipt after = before.map(was -> was.with(wanted.expectedAt(), wanted.supplierReference(), lines(was))
                        .next())
                .orElseGet(() -> made(now));
        return Expectation.unread(after.cells(), view)
                .<Decision<PutReceiptResult>>map(Decision.Again::new)
                .orElseGet(() -> put(before, after, view, now));
    }

    private Decision<PutReceiptResult> put(
            Optional<ExpectedReceipt> before, ExpectedReceipt after, View view, Instant now) {
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, after.id(), actor.id(), Optional.empty());
        new Expectation(id, changes, ledger, now).follow(before, after);
        changes.announce(ReceiptEvents.of(before.isPresent() ? "changed" : "announced", after));
        actor.note(changes, "expected-receipt:" + after.reference(), before.map(ExpectedReceipt::facts), after.facts());
        return new Decision.Accept<>(new PutReceiptResult.Put(after, before.isEmpty()), after.id(), changes);
    }

    private boolean isAsWanted(ExpectedReceipt before) {
        return before.location().equals(wanted.location())
                && before.expectedAt().equals(wanted.expectedAt())
                && before.supplierReference().equals(wanted.supplierReference())
                && before.lines().equals(lines(before));
    }

    private ExpectedReceipt made(Instant now) {
        return new ExpectedReceipt(
                id,
                wanted.reference(),
                wanted.supplierReference(),
                wanted.location(),
                ReceiptState.OPEN,
                wanted.expectedAt(),
                wanted.lines().stream()
                        .map(line -> new Line(line.sku(), line.quantity(), 0))
                        .toList(),
                false,
                now,
                1);
    }

    /** In the order of their SKUs, as they are read; what is not wanted any more stays with what has come of it. */
    private List<Line> lines(ExpectedReceipt before) {
        Map<Sku, Line> lines = new TreeMap<>();
        before.lines().forEach(line -> lines.put(line.sku(), new Line(line.sku(), 0, line.received())));
        wanted.lines().forEach(line -> {
            long received = before.line(line.sku()).map(Line::received).orElse(0L);
            lines.put(line.sku(), new Line(line.sku(), line.quantity(), received));
        });
        return List.copyOf(lines.values());
    }

    private Optional<PutReceiptResult> refusal(Optional<ExpectedReceipt> before, View view, Instant now) {
        boolean isExpected = expected.isEmpty()
                || before.filter(one -> expected.get().contain(one.version())).isPresent();
        if (!isExpected) {
            return Optional.of(new PutReceiptResult.OtherVersion(before.map(ExpectedReceipt::version)));
        }
        if (before.filter(was -> !was.state().isExpected()).isPresent()) {
            return before.map(PutReceiptResult.Over::new);
        }
        if (before.filter(was -> !was.location().equals(wanted.location())).isPresent()) {
            return Optional.of(new PutReceiptResult.OtherLocation());
        }
        return placeRefusal(view).or(() -> linesRefusal(before, view)).or(() -> dateRefusal(before, now));
    }

    private Optional<PutReceiptResult> placeRefusal(View view) {
        Optional<Location> place =
                view.find(Catalog.TABLE, Catalog.Key.CURRENT).orElseThrow().location(wanted.location());
        if (place.isEmpty()) {
            return Optional.of(new PutReceiptResult.UnknownLocation());
        }
        return place.get().state() == EntryState.INACTIVE
                ? Optional.of(new PutReceiptResult.InactiveLocation())
                : Optional.empty();
    }

    private Optional<PutReceiptResult> linesRefusal(Optional<ExpectedReceipt> before, View view) {
        Set<Sku> unknown = new LinkedHashSet<>(wanted.skus());
        unknown.removeIf(sku -> view.find(Item.TABLE, sku).isPresent());
        if (!unknown.isEmpty()) {
            return Optional.of(new PutReceiptResult.UnknownItems(unknown));
        }
        Set<Sku> below = before.stream()
                .flatMap(was -> lines(was).stream())
                .filter(line -> line.quantity() > 0 && line.quantity() < line.received())
                .map(Line::sku)
                .collect(Collectors.toSet());
        if (!below.isEmpty()) {
            return Optional.of(new PutReceiptResult.BelowReceived(below));
        }
        return before.filter(was -> lines(was).size() > ExpectedReceipt.MAX_LINES)
                .map(_ -> new PutReceiptResult.TooManyLines());
    }

    /** What is late already may stay so. */
    private Optional<PutReceiptResult> dateRefusal(Optional<ExpectedReceipt> before, Instant now) {
        boolean isSame = before.map(ExpectedReceipt::expectedAt)
                .filter(wanted.expectedAt()::equals)
                .isPresent();
        return isSame || Expectation.canBe(wanted.expectedAt(), now)
                ? Optional.empty()
                : Optional.of(new PutReceiptResult.BadExpectation());
    }
}
