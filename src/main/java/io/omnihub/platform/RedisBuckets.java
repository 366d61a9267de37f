package io.omnihub.platform;

import io.lettuce.core.ScriptOutputType;
import io.omnihub.access.Limit;
import io.omnihub.access.SharedBuckets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The buckets of limits in Redis: one key each, which ends when the bucket is full, and holds when that is. */
@Component
class RedisBuckets implements SharedBuckets {
    private static final String PREFIX = "omnihub:limit:";

    /** Microseconds, by Redis's clock. A bucket lacks twice what it holds at most, so that nobody is shut out for long. */
    private static final String TAKE = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local refill, window = tonumber(ARGV[1]), tonumber(ARGV[2])
        local fullAt = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
        fullAt = math.min(fullAt + refill, now + 2 * window)
        redis.call('SET', KEYS[1], string.format('%.0f', fullAt), 'PX', math.ceil((fullAt - now) / 1000) + 1)
        return fullAt - now
        """;

    private final Redis redis;

    RedisBuckets(Redis redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<Duration> take(String bucket, Limit limit, long taken) {
        String[] keys = {PREFIX + bucket};
        String refill = microseconds(limit.window().multipliedBy(taken).dividedBy(limit.requests()));
        String window = microseconds(limit.window());
        return redis.call(commands -> commands.<Long>eval(TAKE, ScriptOutputType.INTEGER, keys, refill, window))
                .thenApply(fullIn -> Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(fullIn)));
    }

    private static String microseconds(Duration duration) {
        return Long.toString(TimeUnit.NANOSECONDS.toMicros(duration.toNanos()));
    }
}
