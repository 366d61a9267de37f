package io.omnihub.platform;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Sees to it that there is a database with the hub's schema before the first bean is made: the configured one, or else
 * an embedded one, which then stands in {@code spring.r2dbc.*} as if it had been configured. No bean needs to know
 * which, or to wait for the schema. It runs this early, and not as a bean, because then nothing can come before it.
 *
 * <p>An embedded Redis comes with the embedded database, unless another is configured. A hub that is given a database has
 * company: a Redis of its own would be of no use to the others, and it does without one as well.
 */
final class ServersInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** True in the environment if this hub brought its own database. */
    static final String EMBEDDED = "omnihub.embedded";

    /** Where Redis is, with its password: {@code redis://:password@host:port}, or {@code rediss} for TLS. */
    static final String REDIS_URL = "spring.data.redis.url";

    private static final Logger LOG = LoggerFactory.getLogger(ServersInitializer.class);

    /** A hub that brings its own database shows itself at work, unless it is told otherwise. */
    private static final MapPropertySource DEFAULTS =
            new MapPropertySource("embeddedDefaults", Map.of("omnihub.sample", "replay"));

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (StringUtils.hasText(context.getEnvironment().getProperty("spring.r2dbc.url"))) {
            migrate(context);
        } else {
            migrateEmbedded(context);
        }
    }

    private static void migrate(ConfigurableApplicationContext context) {
        var schema = Migrations.run(DatabaseAddress.of(context.getEnvironment()), Migrations.WAIT_FOR_DATABASE);
        context.getBeanFactory().registerSingleton("schema", schema);
    }

    private static void migrateEmbedded(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var directory = DataDirectory.open(Path.of(environment.getProperty("omnihub.data-dir", "./data")));
        var servers = new ArrayDeque<Runnable>();
        servers.push(directory::close);
        Runnable stop = () -> stopAll(servers);
        stopLast(context, stop);
        try {
            var postgres = EmbeddedPostgres.start(directory);
            servers.push(postgres::close);
            environment.getPropertySources().addFirst(properties(postgres));
            environment.getPropertySources().addLast(DEFAULTS);
            if (!StringUtils.hasText(environment.getProperty(REDIS_URL))) {
                startRedis(directory).ifPresent(redis -> {
                    servers.push(redis::close);
                    environment
                            .getPropertySources()
                            .addFirst(new MapPropertySource("embeddedRedis", Map.of(REDIS_URL, redis.url())));
                });
            }
            migrate(context);
            context.getBeanFactory().registerSingleton("dataDirectory", directory);
        } catch (RuntimeException failure) {
            stop.run();
            throw failure;
        }
    }

    /** Empty where it does not start, which keeps nothing else from doing so. */
    private static Optional<EmbeddedRedis> startRedis(DataDirectory directory) {
        try {
            return Optional.of(EmbeddedRedis.start(directory));
        } catch (StartupFailure failure) {
            LOG.warn("{} {} The hub goes on without.", failure.getMessage(), failure.action());
            return Optional.empty();
        }
    }

    private static void stopAll(Deque<Runnable> servers) {
        synchronized (servers) {
            while (!servers.isEmpty()) {
                servers.pop().run();
            }
        }
    }

    private static MapPropertySource properties(EmbeddedPostgres postgres) {
        return new MapPropertySource(
                "embeddedPostgres",
                Map.of(
                        EMBEDDED,
                        "true",
                        "spring.r2dbc.url",
                        postgres.r2dbcUrl(),
                        "spring.r2dbc.username",
                        postgres.user(),
                        "spring.r2dbc.password",
                        postgres.password()));
    }

    /**
     * The context destroys in reverse order what was registered with it, so this comes after every bean's connections.
     * A context that fails before its beans are made destroys nothing; for that the stop is also a shutdown handler,
     * which Boot runs after all contexts are closed. Stopping twice is harmless.
     */
    private static void stopLast(ConfigurableApplicationContext context, Runnable stop) {
        ((DefaultListableBeanFactory) context.getBeanFactory()).registerDisposableBean("embeddedServers", stop::run);
        SpringApplication.getShutdownHandlers().add(stop);
    }
}
