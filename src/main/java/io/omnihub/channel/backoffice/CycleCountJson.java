package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.count.CountLine;
import io.omnihub.count.CycleCount;
import io.omnihub.count.CycleCountStep;
import io.omnihub.kernel.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A cycle count as callers see it. */
record CycleCountJson(
        UUID id,
        String reference,
        String location,
        String state,
        List<String> steps,
        boolean blind,
        CatalogJson.ToleranceJson tolerance,
        int lines,
        int left,
        int above,
        Instant createdAt,
        Optional<String> reason,
        long version) {
    /** @param expected and the difference to it, for whom they are meant */
    record Line(
            String sku,
            Optional<Long> counted,
            Optional<Instant> countedAt,
            int rounds,
            boolean recount,
            Optional<Long> expected,
            Optional<Long> difference) {
        static Line of(CountLine line, boolean all) {
            Optional<CountLine.Entered> shown = line.entered().filter(_ -> all);
            return new Line(
                    line.sku().value(),
                    line.entered().map(CountLine.Entered::counted),
                    line.entered().map(CountLine.Entered::at),
                    line.rounds(),
                    line.recount(),
                    shown.map(CountLine.Entered::expected),
                    shown.map(CountLine.Entered::difference));
        }
    }

    static CycleCountJson of(CycleCount count, Caller caller) {
        return new CycleCountJson(
                count.id(),
                count.reference(),
                count.location().value(),
                count.state().wire(),
                steps(count, caller),
                count.blind(),
                CatalogJson.ToleranceJson.of(count.tolerance()),
                count.lines(),
                count.left(),
                count.aboveShown(),
                count.madeAt(),
                count.reason(),
                count.version());
    }

    /** What the caller may do with it now; counting is done by adding entries. */
    static List<String> steps(CycleCount count, Caller caller) {
        return count.state().allowed().stream()
                .sorted()
                .filter(step -> caller.mayStep(
                        BackofficeCycleCounts.PATH
                                + (step == CycleCountStep.ENTER
                                        ? BackofficeCycleCounts.ENTRIES
                                        : "/{id}/" + step.wire()),
                        "pos.count." + step.wire()))
                .map(Wire::wire)
                .toList();
    }
}
