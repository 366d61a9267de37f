package io.omnihub.journal;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.engine.EngineBusy;
import io.omnihub.engine.EngineUnavailable;
import io.omnihub.engine.Priority;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Takes what terminals tell, and shows how far their journals have come. */
@Component
public class Journal {
    /** Entries of one page, which commit together. */
    public static final int MAX_ENTRIES = 500;

    private static final int MAX_RETRIES = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Engine engine;
    private final JournalQueries queries;
    private final Ids ids;

    Journal(Engine engine, JournalQueries queries, Ids ids) {
        this.engine = engine;
        this.queries = queries;
        this.ids = ids;
    }

    /**
     * Records a page of a terminal's journal as bulk work. Each entry takes effect once by its sequence, in whatever page
     * it comes and however often; what came before is acknowledged as then. Where the engine has no room or the database
     * is away it is tried again for about a minute: whoever sends no more before the answer feels that.
     *
     * @param entries {@value #MAX_ENTRIES} at most, in any order
     * @return when all of it is durable, an acknowledgement for each entry, in their order
     */
    public Mono<List<Acknowledgement>> record(Actor actor, Terminal terminal, List<JournalEntry> entries) {
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("a page has " + MAX_ENTRIES + " entries, not " + entries.size());
        }
        return Mono.defer(() -> engine.submit(new RecordEntries(ids.next(), actor, terminal, entries), Priority.BULK))
                .retryWhen(Retry.backoff(MAX_RETRIES, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(error -> error instanceof EngineBusy || error instanceof EngineUnavailable)
                        .onRetryExhaustedThrow((_, signal) -> signal.failure()))
                .map(answer -> switch (answer) {
                    case Answer.Decided<Recorded>(Recorded recorded) -> recorded.acknowledgements();
                    case Answer.Repeated<Recorded> _, Answer.KeyReused<Recorded> _ ->
                        throw new IllegalStateException("a page of a journal has no keys");
                });
    }

    /** Empty where nothing ever came of it. */
    public Mono<JournalStatus> status(UUID terminal) {
        return queries.status(terminal);
    }

    /**
     * What was rejected and what came under a sequence that was used before, in the order of their sequence.
     *
     * @param after the {@code next} of the page before
     */
    public Mono<Page<RejectedEntry>> rejected(UUID terminal, Optional<String> after, int limit) {
        return queries.rejected(terminal, after, limit);
    }

    /**
     * Notes that somebody has looked what the rejected entries meant, so that nobody else has to. Idempotent by the caller's
     * key.
     *
     * @param seen how many were unreviewed when he looked
     */
    public Mono<ReviewJournalResult> review(Actor actor, Terminal terminal, long seen, CommandKey callersKey) {
        return engine.submit(new ReviewJournal(ids.next(), actor, terminal, seen, List.of(callersKey)))
                .map(answer -> switch (answer) {
                    case Answer.Decided<ReviewJournalResult>(ReviewJournalResult result) -> result;
                    case Answer.Repeated<ReviewJournalResult> _ -> new ReviewJournalResult.Reviewed(true);
                    case Answer.KeyReused<ReviewJournalResult> _ -> new ReviewJournalResult.KeyReused();
                });
    }

    /** Whether a page of rejected entries could begin after this. */
    public static boolean isCursor(String text) {
        return JournalQueries.isCursor(text);
    }
}
