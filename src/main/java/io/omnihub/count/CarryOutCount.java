package io.omnihub.count;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Deficit;
import io.omnihub.inventory.LastCount;
import io.omnihub.inventory.LedgerSince;
import io.omnihub.inventory.Moment;
import io.omnihub.inventory.StockLedger;
import io.omnihub.inventory.StockLevel;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Does a step of a cycle count, whole or not at all. What is expected of a line is what the ledger has on hand when its
 * count is entered; what is posted later is the difference to that, so that goods may come and go meanwhile. What other
 * counts have corrected since is taken off it, and where there is a later count of an item this one has no effect on it.
 *
 * @param known the count as it was read before
 * @param lines to approve it: all of that version
 * @param expected the versions that the caller has in mind; empty for any
 */
record CarryOutCount(
        UUID id,
        Actor actor,
        CycleCount known,
        CountStep step,
        List<CountLine> lines,
        Optional<Versions> expected,
        List<CommandKey> keys)
        implements Command<CountStepResult> {
    @Override
    public Reads reads() {
        Reads reads = new Reads().lock(CycleCount.TABLE, Set.of(known.id()));
        return switch (step) {
            case CountStep.Enter(List<CountStep.Enter.Entry> entries) ->
                reads.read(
                                CountLine.TABLE,
                                entries.stream().map(entry -> key(entry.sku())).toList())
                        .lock(
                                StockLevel.TABLE,
                                entries.stream()
                                        .map(entry -> new Cell(entry.sku(), known.location()))
                                        .toList());
            case CountStep.DemandRecount(Set<Sku> skus) ->
                reads.read(CountLine.TABLE, skus.stream().map(this::key).toList());
            case CountStep.Approve _ ->
                reads.lock(StockLevel.TABLE, cells())
                        .read(LastCount.TABLE, cells())
                        .read(LedgerSince.TABLE, moments());
            case CountStep.Reject _ -> reads;
        };
    }

    @Override
    public Decision<CountStepResult> decide(View view, Instant now) {
        CycleCount count = view.find(CycleCount.TABLE, known.id()).orElseThrow();
        boolean otherLines = step instanceof CountStep.Approve && count.version() != known.version();
        if (otherLines
                || expected.filter(versions -> !versions.contain(count.version()))
                        .isPresent()) {
            return new Decision.Refuse<>(new CountStepResult.OtherVersion(count.version()));
        }
        if (count.state().after(step.name()).isEmpty()) {
            return new Decision.Refuse<>(new CountStepResult.NotAllowed(count));
        }
        return switch (step) {
            case CountStep.Enter(List<CountStep.Enter.Entry> entries) -> enter(count, entries, view, now);
            case CountStep.DemandRecount(Set<Sku> skus) -> demandRecount(count, skus, view);
            case CountStep.Approve(boolean aboveTolerance) -> approve(count, aboveTolerance, view, now);
            case CountStep.Reject(Optional<String> reason) -> done(count, count.rejected(reason), new Changes());
        };
    }

    private Decision<CountStepResult> enter(
            CycleCount count, List<CountStep.Enter.Entry> entries, View view, Instant now) {
        List<Sku> skus = entries.stream().map(CountStep.Enter.Entry::sku).toList();
        Optional<CountStepResult> refusal = refusal(count, skus, view);
        if (refusal.isPresent()) {
            return new Decision.Refuse<>(refusal.get());
        }
        var changes = new Changes();
        boolean first = count.state() == CycleCountState.OPEN;
        int left = count.left();
        int above = count.above();
        for (CountStep.Enter.Entry entry : entries) {
            CountLine before = line(entry.sku(), view).orElseThrow();
            CountLine after = entered(before, entry.counted(), count, view, now);
            left -= !first || before.entered().isEmpty() ? 1 : 0;
            above += (after.exceeds(count.tolerance()) ? 1 : 0) - (before.exceeds(count.tolerance()) ? 1 : 0);
            changes.put(CountLine.TABLE, after.key(), after);
        }
        return done(count, count.entered(left, above), changes);
    }

    private CountLine entered(CountLine line, long counted, CycleCount count, View view, Instant now) {
        long onHand = view.find(StockLevel.TABLE, line.cell(count.location()))
                .map(StockLevel::onHand)
                .orElse(0L);
        var last = new CountLine.Entered(counted, onHand, actor.id(), now);
        boolean first = count.state() == CycleCountState.OPEN;
        return line.with(
                last, first ? 1 : line.rounds() + 1, first && count.tolerance().isExceeded(onHand, counted));
    }

    private Decision<CountStepResult> demandRecount(CycleCount count, Set<Sku> skus, View view) {
        Optional<CountStepResult> refusal = refusal(count, skus, view);
        if (refusal.isPresent()) {
            return new Decision.Refuse<>(refusal.get());
        }
        var changes = new Changes();
        skus.forEach(sku -> changes.put(
                CountLine.TABLE, key(sku), line(sku, view).orElseThrow().demanded()));
        return done(count, count.demandRecount(skus.size()), changes);
    }

    private Decision<CountStepResult> approve(CycleCount count, boolean aboveTolerance, View view, Instant now) {
        if (count.above() > 0 && !aboveTolerance) {
            return new Decision.Refuse<>(new CountStepResult.AboveTolerance(count.above()));
        }
        List<Cell> missing = StockLevel.missing(
                lines.stream().filter(line -> line.difference() != 0).map(line -> line.cell(known.location())), view);
        if (!missing.isEmpty()) {
            return new Decision.Again<>(new Reads().create(StockLevel.TABLE, missing));
        }
        if (LedgerSince.isOld(moments().stream(), view)) {
            return new Decision.Again<>(new Reads());
        }
        var changes = new Changes();
        var ledger = new StockLedger(view, changes, count.id(), actor.id(), Optional.empty());
        lines.stream()
                .filter(line -> !LastCount.supersedes(line.counted(known.location()), view))
                .forEach(line -> post(line, ledger, view, changes));
        Optional<Reads> unwatched = Deficit.watch(ledger, view, changes, id, now);
        return unwatched.isPresent() ? new Decision.Again<>(unwatched.get()) : done(count, count.posted(), changes);
    }

    private void post(CountLine line, StockLedger ledger, View view, Changes changes) {
        Moment counted = line.counted(known.location());
        ledger.correct(
                counted, line.difference() - LedgerSince.of(counted, view).reported());
        LastCount.note(counted, changes);
    }

    private Optional<CountStepResult> refusal(CycleCount count, Iterable<Sku> skus, View view) {
        Set<Sku> unknown = which(skus, sku -> line(sku, view).isEmpty());
        if (!unknown.isEmpty()) {
            return Optional.of(new CountStepResult.UnknownLines(unknown));
        }
        Set<Sku> unwanted = which(
                skus,
                sku -> count.state() == CycleCountState.RECOUNT
                        && !line(sku, view).orElseThrow().recount());
        return unwanted.isEmpty() ? Optional.empty() : Optional.of(new CountStepResult.NotToCount(unwanted));
    }

    private Decision<CountStepResult> done(CycleCount before, CycleCount after, Changes changes) {
        changes.put(CycleCount.TABLE, after.id(), after);
        if (after.state() != before.state()) {
            changes.announce(after.event());
        }
        actor.note(changes, "cycle-count:" + after.id(), Optional.of(before.facts()), after.facts());
        return new Decision.Accept<>(new CountStepResult.Done(after, false), after.id(), changes);
    }

    private static Set<Sku> which(Iterable<Sku> skus, Predicate<Sku> wanted) {
        Set<Sku> found = new LinkedHashSet<>();
        for (Sku sku : skus) {
            if (wanted.test(sku)) {
                found.add(sku);
            }
        }
        return found;
    }

    private Optional<CountLine> line(Sku sku, View view) {
        return view.find(CountLine.TABLE, key(sku));
    }

    private CountLine.Key key(Sku sku) {
        return new CountLine.Key(known.id(), sku);
    }

    private List<Cell> cells() {
        return lines.stream().map(line -> line.cell(known.location())).toList();
    }

    private List<Moment> moments() {
        return lines.stream().map(line -> line.counted(known.location())).toList();
    }
}
