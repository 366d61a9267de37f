package io.omnihub.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Who may send how much. What this hub lets through it decides by itself and at once; it tells the buckets that the hubs
 * share after each hundredth of a limit, or with the first request after a while. So all hubs together let through at most that
 * much too much, each, before they know of each other, and what was too much is taken off what comes next. While the
 * shared buckets are away, each hub keeps the limits alone.
 */
@Component
class Limits {
    private static final long TELL_EVERY_NS = Duration.ofMillis(50).toNanos();

    /** Of callers and addresses; whoever is forgotten here is still known to the shared buckets. */
    private static final int MAX_BUCKETS = 50_000;

    private static final Duration MAX_IDLE = Duration.ofHours(1);

    private final SharedBuckets shared;
    private final Map<Role, Optional<Limit>> ofRoles = new EnumMap<>(Role.class);
    private final Optional<Limit> ofAddress;
    private final Cache<String, AtomicReference<Bucket>> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(MAX_IDLE)
            .build();

    Limits(LimitSettings settings, SharedBuckets shared) {
        this.shared = shared;
        Arrays.stream(Role.values()).forEach(role -> ofRoles.put(role, settings.ofRole(role)));
        this.ofAddress = settings.ofAddress();
    }

    /** Counts a request of a key; the bucket is the key's, whatever its secret. Empty where nothing limits it. */
    Optional<Allowance> count(Caller caller) {
        return limit(caller.role()).map(limit -> count(name(limit, caller.id().toString()), limit, System.nanoTime()));
    }

    /** Counts a request that shows no good key. */
    Optional<Allowance> countAddress(String address) {
        return ofAddress.map(limit -> count(name(limit, address), limit, System.nanoTime()));
    }

    /** What another request from there would be told, without counting it. */
    Optional<Allowance> ofAddress(String address) {
        return ofAddress.flatMap(limit -> Optional.ofNullable(buckets.getIfPresent(name(limit, address)))
                .map(bucket -> Objects.requireNonNull(bucket.get()).allowance(limit, System.nanoTime())));
    }

    private Optional<Limit> limit(Role role) {
        return ofRoles.getOrDefault(role, Optional.empty());
    }

    private Allowance count(String name, Limit limit, long nowNs) {
        AtomicReference<Bucket> bucket = buckets.get(name, _ -> new AtomicReference<>(Bucket.full(nowNs)));
        while (true) {
            Bucket before = Objects.requireNonNull(bucket.get());
            Allowance allowance = before.allowance(limit, nowNs);
            Bucket taken = allowance.isGranted() ? before.take(limit, nowNs) : before;
            boolean tells = taken.mustTell(limit, nowNs, TELL_EVERY_NS);
            if (bucket.compareAndSet(before, tells ? taken.telling(nowNs) : taken)) {
                if (tells) {
                    tell(name, limit, taken.untold(), bucket);
                }
                return allowance;
            }
        }
    }

    /** Tells what was let through; nobody waits for the answer. */
    private void tell(String name, Limit limit, long taken, AtomicReference<Bucket> bucket) {
        var _ = shared.take(name, limit, taken).whenComplete((fullIn, failure) -> {
            Function<Bucket, Bucket> heard = failure == null
                    ? before -> before.told(limit, fullIn.toNanos(), System.nanoTime())
                    : Bucket::unheard;
            bucket.updateAndGet(heard::apply);
        });
    }

    private static String name(Limit limit, String whose) {
        return limit.name() + ":" + whose;
    }
}
