package io.omnihub.channel.exchange;

import io.omnihub.engine.Actor;
import io.omnihub.engine.BlockingWork;
import io.omnihub.exchange.CarryOutRowsResult;
import io.omnihub.exchange.Import;
import io.omnihub.exchange.Imports;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Carries files out chunk by chunk: the next chunk is read when the one before has committed. */
@Component
class ImportRuns {
    private final Imports imports;
    private final BlockingWork work;

    ImportRuns(Imports imports, BlockingWork work) {
        this.imports = imports;
        this.work = work;
    }

    /** Goes on where the import stands; the last progress is that of a completed import. */
    Flux<ImportProgress> run(Import begun, Actor actor, ImportFile file, RowPlan plan) {
        var before = new ImportProgress(begun, List.of());
        if (before.isLast()) {
            return Flux.just(before);
        }
        return work.call(() -> new RowChunks(file.rows()))
                .flatMapMany(rows -> step(begun, actor, rows, plan)
                        .expand(done -> done.isLast() ? Mono.empty() : step(done.now(), actor, rows, plan)));
    }

    private Mono<ImportProgress> step(Import from, Actor actor, RowChunks rows, RowPlan plan) {
        return work.call(() -> rows.after(from.line(), Imports.CHUNK_ROWS))
                .flatMap(chunk -> plan.of(chunk.rows(), from, actor.unaudited())
                        .flatMap(planned -> imports.carryOut(from, chunk.through(), chunk.last(), planned)))
                .map(ImportRuns::progress);
    }

    private static ImportProgress progress(CarryOutRowsResult result) {
        return switch (result) {
            case CarryOutRowsResult.Advanced(var now, var rejections) -> new ImportProgress(now, rejections);
            case CarryOutRowsResult.Elsewhere(var now) -> new ImportProgress(now, List.of());
        };
    }
}
