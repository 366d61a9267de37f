package io.omnihub.platform;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * The connection to Redis, opened when it is needed. Redis may be away, slow or paused at any time: whoever calls gets a
 * failure soon, and for a second afterwards at once. A connection on which anything failed is given up.
 */
@Component
class Redis implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Redis.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final long RETRY_AFTER_NS = TimeUnit.SECONDS.toNanos(1);

    /** Commands that may wait for their answers; past it they fail. */
    private static final int MAX_WAITING = 10_000;

    private static final int THREADS = 2;

    private final Optional<Server> server;
    private final Object lock = new Object();

    /** Null while there is none; guarded by the lock, as all below. */
    private @Nullable Link link;

    private long links;

    private long retryAtNs = System.nanoTime();
    private boolean isAway;
    private boolean isClosed;

    /** A connection, or one that is being made; a later one has a higher number. */
    private record Link(long number, CompletableFuture<StatefulRedisConnection<String, String>> connection) {}

    private record Server(RedisURI uri, ClientResources resources, RedisClient client) {}

    Redis(Environment environment) {
        String url = environment.getProperty(ServersInitializer.REDIS_URL, "");
        this.server = StringUtils.hasText(url) ? Optional.of(server(url)) : Optional.empty();
        if (server.isEmpty()) {
            log.info(
                    "There is no Redis: this hub keeps its limits by itself. Set {} to share them.",
                    ServersInitializer.REDIS_URL);
        }
    }

    /** Sends a command; it has an answer within a second or so, or fails. */
    <T> CompletionStage<T> call(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
        Optional<Link> open = open();
        if (open.isEmpty()) {
            return CompletableFuture.failedStage(new IOException("Redis is away"));
        }
        return open.get()
                .connection()
                .thenCompose(connected -> command.apply(connected.async()))
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        answered();
                    } else {
                        failed(open.get(), failure);
                    }
                });
    }

    /**
     * A connection of the caller's own, for what waits for long; the caller closes it. Empty where there is no Redis. It
     * fails where Redis is away.
     */
    CompletableFuture<Optional<StatefulRedisConnection<String, String>>> dedicated() {
        return server.map(one -> connect(one).thenApply(Optional::of))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public void destroy() {
        synchronized (lock) {
            isClosed = true;
            link = null;
        }
        server.ifPresent(one -> {
            one.client().shutdown(Duration.ZERO, TIMEOUT);
            one.resources()
                    .shutdown(0, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(TIMEOUT.toMillis());
        });
    }

    private Optional<Link> open() {
        synchronized (lock) {
            if (isClosed || server.isEmpty()) {
                return Optional.empty();
            }
            if (link == null && System.nanoTime() - retryAtNs >= 0) {
                link = new Link(++links, connect(server.get()));
            }
            return Optional.ofNullable(link);
        }
    }

    /** On another thread: to look up the host and to read certificates may block. */
    private static CompletableFuture<StatefulRedisConnection<String, String>> connect(Server server) {
        return CompletableFuture.completedFuture(server)
                .thenComposeAsync(one -> one.client().connectAsync(StringCodec.UTF8, one.uri()));
    }

    private void answered() {
        synchronized (lock) {
            if (!isAway) {
                return;
            }
            isAway = false;
        }
        log.info("Redis answers again");
    }

    private void failed(Link broken, Throwable failure) {
        boolean isNews;
        synchronized (lock) {
            if (isClosed || link == null || link.number() != broken.number()) {
                return;
            }
            link = null;
            retryAtNs = System.nanoTime() + RETRY_AFTER_NS;
            isNews = !isAway;
            isAway = true;
        }
        var _ = broken.connection().thenCompose(StatefulRedisConnection::closeAsync);
        if (isNews) {
            log.warn("Redis does not answer, each hub keeps its limits by itself until it does: {}", reason(failure));
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    private static Server server(String url) {
        RedisURI uri = parse(url);
        uri.setTimeout(TIMEOUT);
        ClientResources resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        RedisClient client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .requestQueueSize(MAX_WAITING)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
                .build());
        return new Server(uri, resources, client);
    }

    private static RedisURI parse(String url) {
        try {
            return RedisURI.create(url);
        } catch (IllegalArgumentException malformed) {
            // Its message may quote the URL, and with it a password.
            throw new StartupFailure(
                    "The Redis of %s cannot be used: its address is malformed.".formatted(ServersInitializer.REDIS_URL),
                    "Write it as redis://:password@host:port, or rediss://… for TLS; or leave it out, and each hub"
                            + " keeps its limits by itself.");
        }
    }
}
