package io.omnihub.access;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the caller that a secret belongs to, from a small memory that is at most a second old. */
@Component
public class Callers {
    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    /** All who send the same secret wait for one lookup, so that it must not wait for long. */
    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(5);

    private static final int MAX_REMEMBERED = 10_000;

    /** How long a secret that was good spares its sender the limit of those who show none. */
    private static final Duration SPARED = Duration.ofHours(1);

    private final CallerKeyQueries queries;
    private final Clock clock;
    private final AsyncCache<String, Optional<Caller>> remembered = Caffeine.newBuilder()
            .expireAfterWrite(MAX_AGE)
            .maximumSize(MAX_REMEMBERED)
            .buildAsync();

    private final Cache<String, Boolean> lately = Caffeine.newBuilder()
            .expireAfterAccess(SPARED)
            .maximumSize(MAX_REMEMBERED)
            .build();

    Callers(CallerKeyQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** Empty when there is no such key, or no longer. */
    public Mono<Caller> bySecret(String secret) {
        if (!Secret.isPossible(secret)) {
            return Mono.empty();
        }
        String hash = Secret.hash(secret);
        return Mono.fromFuture(() -> remembered.get(hash, (_, _) -> find(hash).toFuture()), true)
                .flatMap(Mono::justOrEmpty)
                .doOnNext(_ -> lately.asMap().putIfAbsent(hash, true));
    }

    /** Whether that secret was good lately. It opens nothing: it tells who may ask although his address asks too much. */
    boolean wasGood(String secret) {
        return Secret.isPossible(secret) && lately.getIfPresent(Secret.hash(secret)) != null;
    }

    /** Lets this replica know at once that keys have changed; the others find out within {@link #MAX_AGE}. */
    void forget() {
        remembered.synchronous().invalidateAll();
    }

    private Mono<Optional<Caller>> find(String hash) {
        return queries.bySecretHash(hash)
                .filter(key -> key.isOpenedBy(hash, clock.instant()))
                .map(CallerKey::caller)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .timeout(LOOKUP_TIMEOUT);
    }
}
