package io.omnihub.platform;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.omnihub.event.EventBatch;
import io.omnihub.event.EventFanOut;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events in a stream of Redis, a batch an entry. Its id is the last position of the batch, so that Redis refuses what is
 * stale or repeated; readers look at the positions themselves.
 */
@Component
class RedisEvents implements EventFanOut {
    private static final String PREFIX = "omnihub:events:";
    private static final String EVENTS = "events";
    private static final String FROM_NOW_ON = "$";

    /** Batches that Redis keeps: it has to bridge moments, the database has everything. */
    private static final long MAX_KEPT = 200;

    private static final long READ_AT_ONCE = 16;
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration PUBLISH_TIMEOUT = Duration.ofMillis(250);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Redis redis;
    private final JsonMapper json;

    RedisEvents(Redis redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    @Override
    public Mono<Boolean> publish(UUID stream, EventBatch batch) {
        var id = new XAddArgs().id(batch.last() + "-0").maxlen(MAX_KEPT).approximateTrimming();
        return Mono.fromCompletionStage(
                        () -> redis.call(commands -> commands.xadd(key(stream), id, EVENTS, batch.text())))
                .thenReturn(true)
                .timeout(PUBLISH_TIMEOUT)
                .onErrorResume(failure -> Mono.just(isRefused(failure)));
    }

    /** Whoever brought it before us brought the same. */
    private static boolean isRefused(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RedisCommandExecutionException refused
                && String.valueOf(refused.getMessage()).contains("equal or smaller");
    }

    @Override
    public Flux<EventBatch> received(UUID stream) {
        return Flux.usingWhen(
                        Mono.fromCompletionStage(redis::dedicated).flatMap(Mono::justOrEmpty),
                        connection -> entries(connection, key(stream)),
                        connection ->
                                Mono.fromCompletionStage(connection::closeAsync).onErrorComplete())
                .map(entry -> EventBatch.parse(entry.getBody().getOrDefault(EVENTS, ""), json))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN));
    }

    private static Flux<StreamMessage<String, String>> entries(
            StatefulRedisConnection<String, String> connection, String key) {
        var last = new LastId();
        return Mono.defer(() -> read(connection, key, last.id))
                .doOnNext(read ->
                        last.id = read.isEmpty() ? last.id : read.getLast().getId())
                .repeat()
                .concatMapIterable(read -> read, 1);
    }

    @SuppressWarnings("unchecked") // Lettuce takes any number of streams, and means no harm to this one.
    private static Mono<List<StreamMessage<String, String>>> read(
            StatefulRedisConnection<String, String> connection, String key, String after) {
        XReadArgs block = XReadArgs.Builder.block(BLOCK).count(READ_AT_ONCE);
        return Mono.fromCompletionStage(() -> connection.async().xread(block, StreamOffset.from(key, after)))
                .defaultIfEmpty(List.of())
                .timeout(READ_TIMEOUT);
    }

    private static String key(UUID stream) {
        return PREFIX + stream;
    }

    /** Where a reading goes on. */
    private static final class LastId {
        private String id = FROM_NOW_ON;
    }
}
