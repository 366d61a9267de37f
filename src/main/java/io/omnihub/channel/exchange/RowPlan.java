package io.omnihub.channel.exchange;

import io.omnihub.engine.Actor;
import io.omnihub.exchange.Import;
import io.omnihub.exchange.ImportRow;
import java.util.List;
import reactor.core.publisher.Mono;

/** Says what is to be done with rows of one kind. */
@FunctionalInterface
interface RowPlan {
    /**
     * One for each row, in their order; a row that is not taken says why.
     *
     * @param actor whose changes are not audited one by one, since the import is
     */
    Mono<List<ImportRow>> of(List<FileRow> rows, Import in, Actor actor);
}
