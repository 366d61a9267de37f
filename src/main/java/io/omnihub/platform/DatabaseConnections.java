package io.omnihub.platform;

import io.omnihub.engine.LaneConnections;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.util.StringUtils;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.netty.resources.LoopResources;

/**
 * The connections to the database: a pool for reads, and unpooled ones for the engine's lanes. Every session has limits,
 * and the server gives up a peer that is cut off: without them one lost replica would keep its locks, and freeze a hot
 * SKU for all.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConnections {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(3);

    /** A pooled connection is asked whether it still answers before it is lent, since it may have fallen silent. */
    private static final Duration MAX_VALIDATION = Duration.ofSeconds(1);

    private static final Duration MAX_IDLE = Duration.ofMinutes(5);

    /**
     * A lane's sessions, as PostgreSQL's settings name them. Its statements find rows by keys in arrays, for which one
     * plan is right whatever the arrays hold; planning anew would cost about as much as the work. A plan made while a table
     * was small must not scan it when it has grown.
     */
    private static final Map<String, String> LANE_SESSION = Map.ofEntries(
            Map.entry("default_transaction_isolation", "read committed"),
            Map.entry("standard_conforming_strings", "on"),
            Map.entry("plan_cache_mode", "force_generic_plan"),
            Map.entry("enable_seqscan", "off"),
            Map.entry("client_connection_check_interval", "1s"),
            Map.entry("lock_timeout", "2s"),
            Map.entry("statement_timeout", "5s"),
            Map.entry("idle_in_transaction_session_timeout", "5s"),
            Map.entry("tcp_user_timeout", "5s"),
            Map.entry("tcp_keepalives_idle", "5"),
            Map.entry("tcp_keepalives_interval", "2"),
            Map.entry("tcp_keepalives_count", "3"));

    /** Reads plan anew each time, since what a list is filtered by decides how to read it. */
    private static final Map<String, String> READ_SESSION = Map.of(
            "default_transaction_read_only", "on",
            "statement_timeout", "10s",
            "plan_cache_mode", "force_custom_plan",
            "tcp_user_timeout", "15s");

    /** The proof reads the whole ledger, one at a time and on a connection of its own, so that it keeps nobody waiting. */
    private static final Map<String, String> PROOF_SESSION =
            Map.of("default_transaction_read_only", "on", "statement_timeout", "10min", "tcp_user_timeout", "15s");

    /** An export is one statement, which lasts as long as its reader takes to read it all. */
    private static final Map<String, String> EXPORT_SESSION =
            Map.of("default_transaction_read_only", "on", "statement_timeout", "12h", "tcp_user_timeout", "60s");

    /** The relay asks something every second; one that slept for longer may not write when it wakes up. */
    private static final Map<String, String> RELAY_SESSION = session(LANE_SESSION, "idle_session_timeout", "5s");

    /** Readers of events who catch up share these, and wait for one another. */
    private static final int EVENT_READS = 3;

    private static final int MAX_WAITING_EVENT_READS = 20_000;

    /** What the hub reads for all of them: the relay, and whoever follows it here. */
    private static final int FEED_READS = 2;

    private static final int MAX_WAITING_FEED_READS = 100;
    private static final int EXPORTS = 2;
    private static final int MAX_WAITING_EXPORTS = 4;
    private static final int MAX_WAITING_READS = 1_000;
    private static final int MAX_WAITING_PROOFS = 1;
    private static final int MAX_WAITING_DUE_WORK = 8;

    @Bean(destroyMethod = "dispose")
    Disposable.Composite laneThreads() {
        return Disposables.composite();
    }

    /** Each lane has a thread: what holds locks must not wait until a thread has served the requests that came before. */
    @Bean
    LaneConnections laneConnections(
            R2dbcProperties properties, Disposable.Composite laneThreads, ReactorResourceFactory threads) {
        // A thread that serves HTTP also serves the connections that it opens itself.
        ConnectionFactory express = factory(properties, LANE_SESSION, threads.getLoopResources());
        return new LaneConnections() {
            @Override
            public ConnectionFactory ofLane(int lane) {
                LoopResources thread = LoopResources.create("lane-" + lane, 1, true);
                laneThreads.add(thread);
                return factory(properties, LANE_SESSION, thread);
            }

            @Override
            public Optional<ConnectionFactory> ofThread(Thread thread) {
                return thread.getName().startsWith(HubConfiguration.HTTP_THREAD)
                        ? Optional.of(express)
                        : Optional.empty();
            }
        };
    }

    @Primary
    @Bean(destroyMethod = "dispose")
    ConnectionPool readConnections(
            R2dbcProperties properties,
            ReactorResourceFactory threads,
            @Value("${omnihub.read-connections:10}") int connections) {
        return pool(factory(properties, READ_SESSION, threads.getLoopResources()), connections, MAX_WAITING_READS);
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool proofConnection(R2dbcProperties properties, ReactorResourceFactory threads) {
        return pool(factory(properties, PROOF_SESSION, threads.getLoopResources()), 1, MAX_WAITING_PROOFS);
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool exportConnections(R2dbcProperties properties, ReactorResourceFactory threads) {
        return pool(factory(properties, EXPORT_SESSION, threads.getLoopResources()), EXPORTS, MAX_WAITING_EXPORTS);
    }

    /** Due work is taken by a statement that writes, one at a time. */
    @Bean(destroyMethod = "dispose")
    ConnectionPool dueWorkConnection(R2dbcProperties properties, ReactorResourceFactory threads) {
        return pool(factory(properties, LANE_SESSION, threads.getLoopResources()), 1, MAX_WAITING_DUE_WORK);
    }

    @Bean
    ConnectionFactory relayConnection(R2dbcProperties properties, ReactorResourceFactory threads) {
        return factory(properties, RELAY_SESSION, threads.getLoopResources());
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool eventConnections(R2dbcProperties properties, ReactorResourceFactory threads) {
        return pool(
                factory(properties, READ_SESSION, threads.getLoopResources()), EVENT_READS, MAX_WAITING_EVENT_READS);
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool feedConnections(R2dbcProperties properties, ReactorResourceFactory threads) {
        return pool(factory(properties, READ_SESSION, threads.getLoopResources()), FEED_READS, MAX_WAITING_FEED_READS);
    }

    private static Map<String, String> session(Map<String, String> like, String name, String value) {
        Map<String, String> session = new HashMap<>(like);
        session.put(name, value);
        return session;
    }

    private static ConnectionPool pool(ConnectionFactory factory, int connections, int maxWaiting) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
                .initialSize(0)
                .maxSize(connections)
                .maxIdleTime(MAX_IDLE)
                .maxAcquireTime(ACQUIRE_TIMEOUT)
                .acquireRetry(1)
                .validationDepth(ValidationDepth.REMOTE)
                .maxValidationTime(MAX_VALIDATION)
                .customizer(pool -> pool.maxPendingAcquire(maxWaiting))
                .build());
    }

    private static ConnectionFactory factory(
            R2dbcProperties properties, Map<String, String> session, LoopResources threads) {
        ConnectionFactoryOptions url = ConnectionFactoryOptions.parse(String.valueOf(properties.getUrl()));
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "omnihub")
                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, threads)
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, CONNECT_TIMEOUT);
        configured(properties.getUsername()).ifPresent(user -> options.option(ConnectionFactoryOptions.USER, user));
        configured(properties.getPassword())
                .ifPresent(password -> options.option(ConnectionFactoryOptions.PASSWORD, password));
        configured(properties.getName()).ifPresent(name -> options.option(ConnectionFactoryOptions.DATABASE, name));
        properties.getProperties().forEach((name, value) -> options.option(Option.valueOf(name), value));
        options.from(url);
        Map<String, String> settings = new HashMap<>(configuredSettings(url));
        settings.putAll(session);
        options.option(PostgresqlConnectionFactoryProvider.OPTIONS, settings);
        return ConnectionFactories.get(options.build());
    }

    /** What the URL sets for a session, as {@code name=value;name=value}; the hub's own settings come after it. */
    private static Map<String, String> configuredSettings(ConnectionFactoryOptions url) {
        Object given = url.getValue(Option.valueOf("options"));
        Map<String, String> settings = new HashMap<>();
        for (String setting : given == null ? new String[0] : given.toString().split(";")) {
            String[] nameAndValue = setting.split("=", 2);
            if (nameAndValue.length == 2) {
                settings.put(nameAndValue[0].strip(), nameAndValue[1].strip());
            }
        }
        return settings;
    }

    private static Optional<String> configured(@Nullable String value) {
        return Optional.ofNullable(value).filter(StringUtils::hasText);
    }
}
