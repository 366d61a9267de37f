package io.omnihub.access;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The terminals that are enrolled. Each is a key of its own whose id is the enrolment's, so that it is looked up, limited,
 * rotated and ended like every other.
 */
@Component
public class Terminals {
    /** @param secret what the terminal is to send; it is shown this once */
    public record Enrolled(CallerKey terminal, String secret) {}

    private final Engine engine;
    private final CallerKeyQueries queries;
    private final Keys keys;
    private final Ids ids;
    private final SecureRandom random;

    Terminals(Engine engine, CallerKeyQueries queries, Keys keys, Ids ids, SecureRandom random) {
        this.engine = engine;
        this.queries = queries;
        this.keys = keys;
        this.ids = ids;
        this.random = random;
    }

    /**
     * Makes a code by which one terminal is enrolled. Idempotent by the caller's key; the code is shown by the first call
     * alone.
     *
     * @param location must exist
     */
    public Mono<PrepareTerminalResult> prepare(Actor actor, String name, LocationCode location, CommandKey callersKey) {
        UUID id = ids.next();
        TerminalCode code = TerminalCode.random(id, random);
        return engine.submit(new PrepareTerminal(id, actor, code, name, location, List.of(callersKey)))
                .flatMap(answer -> switch (answer) {
                    case Answer.Decided<PreparedTerminal>(PreparedTerminal made) ->
                        Mono.just(new PrepareTerminalResult.Prepared(made, Optional.of(code)));
                    case Answer.Repeated<PreparedTerminal>(UUID first, UUID _) ->
                        queries.prepared(TerminalCode.selector(first))
                                .<PrepareTerminalResult>map(made -> new PrepareTerminalResult.Prepared(
                                        made, Optional.of(code).filter(_ -> first.equals(id))))
                                .defaultIfEmpty(new PrepareTerminalResult.Forgotten());
                    case Answer.KeyReused<PreparedTerminal> _ -> Mono.just(new PrepareTerminalResult.KeyReused());
                });
    }

    /**
     * Makes a terminal of a code. Empty where the code is not good, or no longer.
     *
     * @param request as the hub's own log calls it
     */
    public Mono<Enrolled> enrol(TerminalCode code, String request) {
        String secret = Secret.random(random);
        var command = new EnrolTerminal(ids.next(), code, Secret.hash(secret), request);
        return engine.submit(command)
                .flatMap(answer -> switch (answer) {
                    case Answer.Decided<Optional<CallerKey>>(Optional<CallerKey> made) -> Mono.justOrEmpty(made);
                    case Answer.Repeated<Optional<CallerKey>>(UUID first, UUID id) ->
                        first.equals(command.id()) ? queries.keyEverMade(id) : Mono.<CallerKey>empty();
                    case Answer.KeyReused<Optional<CallerKey>> _ ->
                        throw new IllegalStateException("a code has one content");
                })
                .map(made -> new Enrolled(made, secret));
    }

    /** Those that were not ended, the newest first; a page's cursor is the id of its last. */
    public Mono<Page<CallerKey>> terminals(Optional<LocationCode> location, Optional<UUID> after, int limit) {
        return queries.terminals(location, after, limit);
    }

    /** One that was not ended. */
    public Mono<CallerKey> terminal(UUID id) {
        return queries.key(id).filter(CallerKey::isTerminal);
    }

    /** One that was ever enrolled. */
    public Mono<CallerKey> everEnrolled(UUID id) {
        return queries.keyEverMade(id).filter(CallerKey::isTerminal);
    }

    /** Ends a terminal: it opens nothing any more, and what it has open is cut within two seconds on every replica. */
    public Mono<Void> end(Actor actor, CallerKey terminal) {
        return keys.revoke(actor, terminal.id()).then();
    }
}
