package io.omnihub.access;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Answer;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Engine;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Page;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes, lists and ends the keys of callers. */
@Component
public class Keys {
    private static final UUID ANY_CONTENT = new UUID(0, 0);

    private final Engine engine;
    private final CallerKeyQueries queries;
    private final Callers callers;
    private final Ids ids;
    private final SecureRandom random;

    Keys(Engine engine, CallerKeyQueries queries, Callers callers, Ids ids, SecureRandom random) {
        this.engine = engine;
        this.queries = queries;
        this.callers = callers;
        this.ids = ids;
        this.random = random;
    }

    /**
     * Makes a key. Idempotent by the caller's key; the secret is shown by the first call alone.
     *
     * @param scope must exist, and be what the role asks for
     */
    public Mono<CreateKeyResult> create(Actor actor, String name, Role role, Scope scope, CommandKey callersKey) {
        String secret = Secret.random(random);
        var command = new CreateKey(ids.next(), actor, name, role, scope, Secret.hash(secret), List.of(callersKey));
        return engine.submit(command).flatMap(answer -> switch (answer) {
            case Answer.Decided<CallerKey>(CallerKey key) -> Mono.just(new CreateKeyResult.Created(key, secret));
            case Answer.Repeated<CallerKey>(UUID first, UUID id) ->
                queries.keyEverMade(id)
                        .map(key -> first.equals(command.id())
                                ? new CreateKeyResult.Created(key, secret)
                                : new CreateKeyResult.Repeated(key));
            case Answer.KeyReused<CallerKey> _ -> Mono.just(new CreateKeyResult.KeyReused());
        });
    }

    /**
     * Makes this secret an administrator's, unless it was one before: once its key was deleted, it stays so.
     *
     * @return completes when the key can be used
     */
    public Mono<Void> bootstrap(String secret) {
        String hash = Secret.hash(secret);
        var key = new CommandKey("bootstrap", hash, ANY_CONTENT);
        UUID id = ids.next();
        return engine.submit(new CreateKey(
                        id, Actor.hub(id), "bootstrap", Role.ADMINISTRATOR, new Scope.Everything(), hash, List.of(key)))
                .then();
    }

    public Mono<CallerKey> key(UUID id) {
        return queries.key(id);
    }

    /** The newest first; a page's cursor is the id of its last key. */
    public Mono<Page<CallerKey>> keys(Optional<UUID> after, int limit) {
        return queries.keys(after, limit);
    }

    /**
     * Gives a key another secret. Idempotent by the caller's key; the secret is shown by the first call alone.
     *
     * @param overlap for how long the present secret stays good as well; one from an earlier rotation ends at once
     */
    public Mono<RotateKeyResult> rotate(Actor actor, UUID keyId, Duration overlap, CommandKey callersKey) {
        String secret = Secret.random(random);
        var command = new RotateKey(ids.next(), actor, keyId, Secret.hash(secret), overlap, List.of(callersKey));
        return engine.submit(command)
                .flatMap(answer -> switch (answer) {
                    case Answer.Decided<Optional<CallerKey>>(Optional<CallerKey> key) ->
                        Mono.just(key.<RotateKeyResult>map(rotated -> new RotateKeyResult.Rotated(rotated, secret))
                                .orElseGet(RotateKeyResult.Gone::new));
                    case Answer.Repeated<Optional<CallerKey>>(UUID first, UUID id) ->
                        queries.keyEverMade(id)
                                .map(key -> first.equals(command.id())
                                        ? new RotateKeyResult.Rotated(key, secret)
                                        : new RotateKeyResult.Repeated(key));
                    case Answer.KeyReused<Optional<CallerKey>> _ ->
                        Mono.<RotateKeyResult>just(new RotateKeyResult.KeyReused());
                })
                .doOnNext(_ -> callers.forget());
    }

    /** Ends a key: on this replica at once, on the others within a second. */
    public Mono<RevokeKeyResult> revoke(Actor actor, UUID keyId) {
        return queries.administrators()
                .flatMap(administrators -> engine.submit(new RevokeKey(ids.next(), actor, keyId, administrators)))
                .map(answer -> switch (answer) {
                    case Answer.Decided<RevokeKeyResult>(RevokeKeyResult result) -> result;
                    case Answer.Repeated<RevokeKeyResult> _, Answer.KeyReused<RevokeKeyResult> _ ->
                        throw new IllegalStateException("ending a key has no keys");
                })
                .doOnNext(_ -> callers.forget());
    }
}
