package io.omnihub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class MigrationsIT {
    @Test
    void anEmptyDatabase_getsTheSchema_andASecondRunFindsItDone() {
        var address = address(TestDatabase.fresh(), Map.of());
        var schema = Migrations.run(address, Duration.ZERO);
        assertThat(schema.version()).isNotEmpty();
        assertThat(Migrations.run(address, Duration.ZERO)).isEqualTo(schema);
    }

    @Test
    void aSchemaOfALaterRelease_isTakenAsItIs() throws SQLException {
        var address = address(TestDatabase.fresh(), Map.of());
        Migrations.run(address, Duration.ZERO);
        try (var connection = address.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                SELECT max(installed_rank) + 1, '999', 'later', 'SQL', 'V999__later.sql', 1, 'omnihub', 1, true
                FROM flyway_schema_history
                """);
        }

        assertThat(Migrations.run(address, Duration.ZERO).version()).isEqualTo("999");
    }

    @Test
    void aServerThatDoesNotListen_isWaitedForAndThenNamed() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var address = address(
                TestDatabase.fresh(), Map.of("spring.r2dbc.url", "r2dbc:postgresql://localhost:" + port + "/shop"));
        var begun = System.nanoTime();
        assertThatThrownBy(() -> Migrations.run(address, Duration.ofSeconds(2)))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("shop on localhost:" + port);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void aWrongPassword_isNotTriedAgain() {
        var address = address(TestDatabase.fresh(), Map.of("spring.r2dbc.password", "wrong"));
        assertThatThrownBy(() -> Migrations.run(address, Duration.ofDays(1)))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("password authentication failed");
    }

    private static DatabaseAddress address(TestDatabase database, Map<String, Object> instead) {
        var properties = new HashMap<String, Object>(Map.of(
                "spring.r2dbc.url", database.r2dbcUrl(),
                "spring.r2dbc.username", database.user(),
                "spring.r2dbc.password", database.password()));
        properties.putAll(instead);
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return DatabaseAddress.of(environment);
    }
}
