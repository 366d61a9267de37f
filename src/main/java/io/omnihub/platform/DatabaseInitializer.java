package io.omnihub.platform;

import java.nio.file.Path;
import java.util.Map;
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
 */
final class DatabaseInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** True in the environment if this hub brought its own database. */
    static final String EMBEDDED = "omnihub.embedded";

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
        Runnable stop = directory::close;
        try {
            var postgres = EmbeddedPostgres.start(directory);
            stop = () -> {
                postgres.close();
                directory.close();
            };
            stopLast(context, stop);
            environment.getPropertySources().addFirst(properties(postgres));
            environment.getPropertySources().addLast(DEFAULTS);
            migrate(context);
            context.getBeanFactory().registerSingleton("dataDirectory", directory);
        } catch (RuntimeException failure) {
            stop.run();
            throw failure;
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
        ((DefaultListableBeanFactory) context.getBeanFactory()).registerDisposableBean("embeddedPostgres", stop::run);
        SpringApplication.getShutdownHandlers().add(stop);
    }
}
