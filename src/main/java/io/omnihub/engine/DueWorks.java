package io.omnihub.engine;

import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Page;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows due work, and lets what is parked be tried again. */
@Component
public class DueWorks {
    private final Engine engine;
    private final DueWorkQueries queries;
    private final Ids ids;

    DueWorks(Engine engine, DueWorkQueries queries, Ids ids) {
        this.engine = engine;
        this.queries = queries;
        this.ids = ids;
    }

    /** The newest first; a page's cursor is the id of its last one. */
    public Mono<Page<DueWork>> page(DueWorkFilter filter) {
        return queries.page(filter);
    }

    /**
     * Lets work that takes longer than a usual lease be this replica's until then; false where it is another's by now.
     *
     * @param work as its handler was given it
     * @param lease from now on
     */
    public Mono<Boolean> prolong(DueWork work, Duration lease) {
        return engine.submit(new ProlongDueWork(ids.next(), work, lease), Priority.BULK)
                .map(answer -> answer instanceof Answer.Decided<Boolean>(Boolean held) && held);
    }

    /** Idempotent by the caller's key. */
    public Mono<RetryDueWorkResult> retry(Actor actor, UUID workId, CommandKey callersKey) {
        var command = new RetryDueWork(ids.next(), actor, workId, List.of(callersKey));
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<RetryDueWorkResult>(RetryDueWorkResult result) -> Mono.just(result);
            case Answer.Repeated<RetryDueWorkResult>(UUID first, UUID id) ->
                queries.work(id).map(work -> new RetryDueWorkResult.Retried(work, !first.equals(command.id())));
            case Answer.KeyReused<RetryDueWorkResult> _ -> Mono.just(new RetryDueWorkResult.KeyReused());
        });
    }
}
