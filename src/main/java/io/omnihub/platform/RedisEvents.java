package io.omnihub.platform;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    private static final String BEGINNING = "0-0";

    /** Batches that Redis keeps: it has to bridge moments, the database has everything. */
    private static final long MAX_KEPT = 200;

    private static final long READ_AT_ONCE = 16;
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration PUBLISH_TIMEOUT = Duration.ofMillis(250);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Redis redis;
    private final JsonMapper json;
    private volatile long silentUntilNs = System.nanoTime();

    RedisEvents(Redis redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    @Override
    public Mono<Boolean> publish(UUID stream, EventBatch batch) {
        if (System.nanoTime() - silentUntilNs < 0) {
            return Mono.just(false);
        }
        var id = new XAddArgs().id(batch.last() + "-0").maxlen(MAX_KEPT).approximateTrimming();
        return Mono.fromCompletionStage(
                        () -> redis.call(commands -> commands.xadd(key(stream), id, EVENTS, batch.text())))
                .thenReturn(true)
                .timeout(PUBLISH_TIMEOUT)
                .onErrorResume(failure -> Mono.just(isRefused(failure) || isLost()));
    }

    /** Whoever waits for a Redis that hangs would have all who read events wait with him, batch after batch. */
    private boolean isLost() {
        silentUntilNs = System.nanoTime() + AGAIN.toNanos();
        return false;
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
                        Mono.fromSupplier(redis::dedicated),
                        connecting -> Mono.fromFuture(connecting, true)
                                .flatMap(Mono::justOrEmpty)
                                .flatMapMany(connection -> entries(connection, key(stream))),
                        RedisEvents::close)
                .map(entry -> EventBatch.parse(entry.getBody().getOrDefault(EVENTS, ""), json))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN));
    }

    /** Also one that is still being made when nobody wants it any more. */
    private static Mono<Void> close(CompletableFuture<Optional<StatefulRedisConnection<String, String>>> connecting) {
        return Mono.fromFuture(connecting, true)
                .flatMap(Mono::justOrEmpty)
                .flatMap(connection -> Mono.fromCompletionStage(connection::closeAsync))
                .onErrorComplete();
    }

    private static Flux<StreamMessage<String, String>> entries(
            StatefulRedisConnection<String, String> connection, String key) {
        return last(connection, key)
                .map(LastId::new)
                .flatMapMany(last -> Mono.defer(() -> read(connection, key, last.id))
                        .doOnNext(read -> last.id =
                                read.isEmpty() ? last.id : read.getLast().getId())
                        .repeat()
                        .concatMapIterable(read -> read, 1));
    }

    private static Mono<String> last(StatefulRedisConnection<String, String> connection, String key) {
        return Mono.fromCompletionStage(() -> connection.async().xrevrange(key, Range.unbounded(), Limit.from(1)))
                .map(found -> found.isEmpty() ? BEGINNING : found.getFirst().getId())
                .timeout(READ_TIMEOUT);
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
        private String id;

        LastId(String id) {
            this.id = id;
        }
    }
}
