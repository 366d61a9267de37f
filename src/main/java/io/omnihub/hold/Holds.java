package io.omnihub.hold;

import io.omnihub.catalog.Catalogs;
import io.omnihub.engine.Answer;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.kernel.Ids;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes, releases and reads holds. */
@Component
public class Holds {
    private final Engine engine;
    private final Catalogs catalogs;
    private final HoldQueries queries;
    private final Ids ids;
    private final Clock clock;

    Holds(Engine engine, Catalogs catalogs, HoldQueries queries, Ids ids, Clock clock) {
        this.engine = engine;
        this.catalogs = catalogs;
        this.queries = queries;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Sets units aside: all lines or none. Idempotent by the caller's key.
     *
     * @param actor the caller's key
     */
    public Mono<MakeHoldResult> make(UUID actor, NewHold asked, CommandKey callersKey) {
        var command = new MakeHold(ids.next(), actor, asked, List.of(callersKey), catalogs.copy(), clock.instant());
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<MakeHoldResult>(MakeHoldResult result) -> Mono.just(result);
            case Answer.Repeated<MakeHoldResult>(UUID first, UUID id) ->
                queries.hold(id).map(hold -> new MakeHoldResult.Made(hold, !first.equals(command.id())));
            case Answer.KeyReused<MakeHoldResult> _ -> Mono.just(new MakeHoldResult.KeyReused());
        });
    }

    /** Gives the units of a hold back; one that is over stays as it is. */
    public Mono<ReleaseHoldResult> release(UUID actor, Hold hold) {
        return engine.submit(new ReleaseHold(ids.next(), actor, hold)).map(answer -> switch (answer) {
            case Answer.Decided<ReleaseHoldResult>(ReleaseHoldResult result) -> result;
            case Answer.Repeated<ReleaseHoldResult> _, Answer.KeyReused<ReleaseHoldResult> _ ->
                throw new IllegalStateException("a release has no keys");
        });
    }

    public Mono<Hold> hold(UUID id) {
        return queries.hold(id);
    }
}
