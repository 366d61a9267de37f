package io.omnihub;

import io.omnihub.platform.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The PostgreSQL and the Redis that all tests of a JVM share. Which they are, is decided here and nowhere else, by
 * {@code OMNIHUB_TEST_SERVICES}:
 *
 * <ul>
 *   <li>{@code containers}: of the images {@code OMNIHUB_TEST_POSTGRES_IMAGE} and {@code OMNIHUB_TEST_REDIS_IMAGE}
 *   <li>{@code embedded}: those that the hub itself brings, as durable as they are for a user
 *   <li>{@code external}: at {@code OMNIHUB_TEST_POSTGRES} ({@code host:port/database}), as {@code
 *       OMNIHUB_TEST_POSTGRES_USER}, who may create databases, with {@code OMNIHUB_TEST_POSTGRES_PASSWORD}, and at {@code
 *       OMNIHUB_TEST_REDIS_URL}
 *   <li>{@code auto}, the default: containers where a Docker engine answers, else embedded
 * </ul>
 *
 * @param postgres host, port and a database in which others can be made
 */
record TestServices(String postgres, String user, String password, String redisUrl) {
    private static final Map<String, String> ENVIRONMENT = System.getenv();
    private static final String CHOICE = ENVIRONMENT.getOrDefault("OMNIHUB_TEST_SERVICES", "auto");
    private static final String EXTERNAL = "external";
    private static final int REDIS_PORT = 6379;
    private static final TestServices SHARED = choose();

    static TestServices shared() {
        return SHARED;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + postgres, user, password);
    }

    /** Cleans up behind the tests where the servers outlive them. */
    void atEnd(Runnable cleanUp) {
        if (EXTERNAL.equals(CHOICE)) {
            Runtime.getRuntime().addShutdownHook(new Thread(cleanUp, "clean-up"));
        }
    }

    private static TestServices choose() {
        return switch (CHOICE) {
            case "auto" -> isDockerThere() ? containers() : embedded();
            case "containers" -> containers();
            case "embedded" -> embedded();
            case EXTERNAL ->
                new TestServices(
                        given("OMNIHUB_TEST_POSTGRES"),
                        given("OMNIHUB_TEST_POSTGRES_USER"),
                        given("OMNIHUB_TEST_POSTGRES_PASSWORD"),
                        given("OMNIHUB_TEST_REDIS_URL"));
            default -> throw new IllegalArgumentException("There are no OMNIHUB_TEST_SERVICES called " + CHOICE);
        };
    }

    /** Testcontainers complains at length where there is none, so the usual signs of one are looked for first. */
    private static boolean isDockerThere() {
        boolean hasSigns = ENVIRONMENT.containsKey("DOCKER_HOST") || Files.exists(Path.of("/var/run/docker.sock"));
        return hasSigns && DockerClientFactory.instance().isDockerAvailable();
    }

    /** They end with the JVM. */
    private static TestServices containers() {
        var postgres = new PostgreSQLContainer(
                image("OMNIHUB_TEST_POSTGRES_IMAGE", "postgres:18").asCompatibleSubstituteFor("postgres"));
        postgres.withCommand("postgres", "-c", "max_connections=200");
        var redis = new GenericContainer<>(image("OMNIHUB_TEST_REDIS_IMAGE", "redis:8"))
                .withExposedPorts(REDIS_PORT)
                .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*\\n", 1));
        postgres.start();
        redis.start();
        return new TestServices(
                "%s:%d/%s".formatted(postgres.getHost(), postgres.getMappedPort(5432), postgres.getDatabaseName()),
                postgres.getUsername(),
                postgres.getPassword(),
                "redis://%s:%d".formatted(redis.getHost(), redis.getMappedPort(REDIS_PORT)));
    }

    private static TestServices embedded() {
        try {
            var postgres = EmbeddedTestPostgres.start();
            return new TestServices(
                    postgres.jdbcUrl().substring("jdbc:postgresql://".length()),
                    postgres.user(),
                    postgres.password(),
                    RedisProcess.start().url());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static DockerImageName image(String variable, String usual) {
        return DockerImageName.parse(ENVIRONMENT.getOrDefault(variable, usual));
    }

    private static String given(String variable) {
        return Optional.ofNullable(ENVIRONMENT.get(variable))
                .orElseThrow(() -> new IllegalArgumentException("External services need " + variable));
    }
}
