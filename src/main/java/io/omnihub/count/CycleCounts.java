package io.omnihub.count;

import io.omnihub.catalog.Tolerance;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.engine.Priority;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Versions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes cycle counts, carries them out and reads them. */
@Component
@EnableConfigurationProperties(CountSettings.class)
public class CycleCounts {
    /** Above this many lines a command is bulk work, which lets interactive work go first. */
    private static final int BULK_LINES = 100;

    private final Engine engine;
    private final CycleCountQueries queries;
    private final CountSettings settings;
    private final Ids ids;

    CycleCounts(Engine engine, CycleCountQueries queries, CountSettings settings, Ids ids) {
        this.engine = engine;
        this.queries = queries;
        this.settings = settings;
        this.ids = ids;
    }

    /**
     * Makes a cycle count. Idempotent by the reference, whoever calls.
     *
     * @param named what is to be counted; empty for all that the location has
     * @param tolerance empty for the location's
     * @param fingerprint a hash of the canonical request
     */
    public Mono<MakeCycleCountResult> make(
            Actor actor,
            String reference,
            LocationCode location,
            Optional<Set<Sku>> named,
            boolean blind,
            Optional<Tolerance> tolerance,
            UUID fingerprint) {
        var key = new CommandKey("cycle-count", reference, fingerprint);
        return named.map(Mono::just)
                .orElseGet(() -> queries.present(location))
                .map(skus -> new MakeCycleCount(
                        ids.next(),
                        actor,
                        reference,
                        location,
                        skus,
                        blind,
                        tolerance,
                        settings.tolerance(),
                        List.of(key)))
                .flatMap(this::make);
    }

    private Mono<MakeCycleCountResult> make(MakeCycleCount command) {
        return engine.submit(command, priority(command.skus().size())).flatMap(answer -> switch (answer) {
            case Answer.Decided<MakeCycleCountResult>(MakeCycleCountResult result) -> Mono.just(result);
            case Answer.Repeated<MakeCycleCountResult>(UUID first, UUID id) ->
                queries.count(id).map(count -> new MakeCycleCountResult.Made(count, !first.equals(command.id())));
            case Answer.KeyReused<MakeCycleCountResult> _ -> Mono.just(new MakeCycleCountResult.ReferenceReused());
        });
    }

    /**
     * Does a step, whole or not at all. Idempotent by the caller's key.
     *
     * @param known the count as the caller was shown it
     * @param expected the versions that it may have; empty for any
     */
    public Mono<CountStepResult> carryOut(
            Actor actor, CycleCount known, CountStep step, Optional<Versions> expected, CommandKey callersKey) {
        Mono<List<CountLine>> counted =
                step instanceof CountStep.Approve ? queries.counted(known.id()) : Mono.just(List.of());
        return counted.map(lines ->
                        new CarryOutCount(ids.next(), actor, known, step, lines, expected, List.of(callersKey)))
                .flatMap(this::carryOut);
    }

    private Mono<CountStepResult> carryOut(CarryOutCount command) {
        return engine.submit(command, priority(command.reads().weight())).flatMap(answer -> switch (answer) {
            case Answer.Decided<CountStepResult>(CountStepResult result) -> Mono.just(result);
            case Answer.Repeated<CountStepResult>(UUID first, UUID id) ->
                queries.count(id).map(count -> new CountStepResult.Done(count, !first.equals(command.id())));
            case Answer.KeyReused<CountStepResult> _ -> Mono.just(new CountStepResult.KeyReused());
        });
    }

    public Mono<CycleCount> count(UUID id) {
        return queries.count(id);
    }

    /** The newest first; a page's cursor is the id of its last one. */
    public Mono<Page<CycleCount>> counts(CycleCountFilter filter) {
        return queries.counts(filter);
    }

    /** In the order of their SKUs; a page's cursor is the SKU of its last one. */
    public Mono<Page<CountLine>> lines(UUID countId, Optional<Sku> after, int limit) {
        return queries.lines(countId, after, limit);
    }

    private static Priority priority(int lines) {
        return lines > BULK_LINES ? Priority.BULK : Priority.INTERACTIVE;
    }
}
