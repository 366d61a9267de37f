package io.omnihub.exchange;

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

/** Begins imports, carries out their rows as bulk work, and tells what became of them. */
@Component
public class Imports {
    /** How many rows commit together. */
    public static final int CHUNK_ROWS = 500;

    private static final int MAX_RETRIES = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Engine engine;
    private final ImportQueries queries;
    private final Ids ids;

    Imports(Engine engine, ImportQueries queries, Ids ids) {
        this.engine = engine;
        this.queries = queries;
        this.ids = ids;
    }

    /**
     * Begins the import of a file, or finds the one that was begun before.
     *
     * @param actor whose import it is, for the audit log
     * @param callersKey by which the file is known where there is one; else it is known by its content, whoever sends it
     * @param fingerprint a hash of the source
     */
    public Mono<BeginImportResult> begin(
            Actor actor, Import.Source source, Optional<CommandKey> callersKey, UUID fingerprint) {
        CommandKey key = callersKey.orElseGet(() -> new CommandKey(
                "import:" + source.kind().wire(), source.sha256() + " " + source.options(), fingerprint));
        var command = new BeginImport(ids.next(), actor, source, List.of(key));
        return engine.submit(command, Priority.BULK).flatMap(answer -> switch (answer) {
            case Answer.Decided<Import>(Import begun) -> Mono.just(new BeginImportResult.Begun(begun, false));
            case Answer.Repeated<Import>(UUID first, UUID id) ->
                queries.one(id).map(found -> new BeginImportResult.Begun(found, !first.equals(command.id())));
            case Answer.KeyReused<Import> _ -> Mono.just(new BeginImportResult.KeyReused());
        });
    }

    /**
     * Carries out the next rows of an import. Where the engine has no room or the database is away it is tried again for
     * about a minute: a chunk that was committed is not carried out twice.
     *
     * @param from the import as it is believed to be
     * @param through the last line of these rows
     * @param last whether the file ends with them
     */
    public Mono<CarryOutRowsResult> carryOut(Import from, long through, boolean last, List<ImportRow> rows) {
        return Mono.defer(() -> engine.submit(
                        new CarryOutRows(ids.next(), from.id(), from.line(), through, last, rows), Priority.BULK))
                .retryWhen(retry())
                .map(answer -> switch (answer) {
                    case Answer.Decided<CarryOutRowsResult>(CarryOutRowsResult result) -> result;
                    case Answer.Repeated<CarryOutRowsResult> _, Answer.KeyReused<CarryOutRowsResult> _ ->
                        throw new IllegalStateException("a chunk of rows has no keys");
                });
    }

    /** How bulk work waits for an engine that is full or away. */
    public static Retry retry() {
        return Retry.backoff(MAX_RETRIES, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .filter(error -> error instanceof EngineBusy || error instanceof EngineUnavailable)
                .onRetryExhaustedThrow((_, signal) -> signal.failure());
    }

    public Mono<Import> find(UUID id) {
        return queries.one(id);
    }

    /** The newest first; a page's cursor is the id of its last import. */
    public Mono<Page<Import>> list(Optional<UUID> after, int limit) {
        return queries.list(after, limit);
    }

    /** In the order of their lines, as far as the import was never cut off; a page's cursor is a number. */
    public Mono<Page<ImportRejection>> rejections(UUID importId, long after, int limit) {
        return queries.rejections(importId, after, limit);
    }
}
