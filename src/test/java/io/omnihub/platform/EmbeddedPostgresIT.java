package io.omnihub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    private static final Path BINARIES =
            Path.of("target", "test-postgres", "binaries").toAbsolutePath();

    /** Data as the first start makes them: made once, since every test begins with some. */
    @TempDir
    private static Path made;

    @TempDir
    Path data;

    @BeforeAll
    static void make() throws IOException {
        Files.createSymbolicLink(made.resolve("postgres-binaries"), BINARIES);
        try (var run = new Run(made)) {
            assertThat(run.postgres.port()).isPositive();
        }
    }

    @BeforeEach
    void copy() throws IOException, InterruptedException {
        var copying = new ProcessBuilder("cp", "-a", made + "/.", data.toString()).start();
        assertThat(copying.waitFor()).isZero();
    }

    /** JUnit would warn of links that lead out of the folders that it deletes. */
    @AfterEach
    void unlink() throws IOException {
        Files.delete(data.resolve("postgres-binaries"));
    }

    @AfterAll
    static void unlinkMade() throws IOException {
        Files.delete(made.resolve("postgres-binaries"));
    }

    @Test
    void aRestart_keepsTheData() throws Exception {
        try (var run = new Run(data)) {
            run.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (var run = new Run(data)) {
            assertThat(run.query("SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void aLivingHubsDirectory_isRefusedToASecondWithOneSentenceAndNoStackTrace() throws Exception {
        try (var first = HubProcess.start(data).awaitReady();
                var second = HubProcess.start(data)) {
            assertThat(second.output())
                    .contains("The data directory %s is in use by another hub (process %d)."
                            .formatted(data.toRealPath(), first.pid()))
                    .contains("omnihub.data-dir")
                    .doesNotContain("\tat ");
            assertThat(second.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aKilledHubsServer_isStoppedByTheNextAndNothingIsLost() throws Exception {
        long leftOver;
        try (var hub = HubProcess.start(data).awaitReady()) {
            leftOver = postgresPid();
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
            }
            hub.kill();
        }
        assertThat(LeftOverServer.find(data.resolve("postgres"), EmbeddedPostgres.PID_FILE))
                .contains(new LeftOverServer(leftOver));
        LeftOverServer.find(data.resolve("redis"), EmbeddedRedis.PID_FILE)
                .flatMap(redis -> ProcessHandle.of(redis.pid()))
                .ifPresent(ProcessHandle::destroy);
        try (var run = new Run(data)) {
            assertThat(postgresPid()).isNotEqualTo(leftOver);
            assertThat(run.query("SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void aKilledServer_recoversWhatWasCommitted() throws Exception {
        try (var run = new Run(data)) {
            run.execute("CREATE TABLE kept AS SELECT 42 AS answer");
            var process = ProcessHandle.of(postgresPid()).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
        }
        try (var run = new Run(data)) {
            assertThat(run.query("SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void aTerminatedHub_stopsItsServer() throws Exception {
        try (var hub = HubProcess.start(data).awaitReady()) {
            hub.terminate();
            assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void aPidFileThatNamesAnotherProcess_isNotInTheWay() throws Exception {
        try (var run = new Run(data)) {
            run.execute("SELECT 1");
        }
        var pidFile = data.resolve("postgres/postmaster.pid");
        for (var content : new String[] {ProcessHandle.current().pid() + "\n", "4194303\n", ""}) {
            Files.writeString(pidFile, content);
            try (var run = new Run(data)) {
                assertThat(run.query("SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void theServer_isDurableAndOnLoopbackAlone_andTheHubIsNoSuperuser_andChineseTextHasTrigrams() throws Exception {
        try (var run = new Run(data)) {
            for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(run.query("SHOW " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(run.query("SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(run.query("SELECT usesuper FROM pg_user WHERE usename = current_user"))
                    .isEqualTo("f");
            run.execute("CREATE EXTENSION pg_trgm");
            assertThat(run.query("SELECT similarity('订单号查询', '订单号') > 0.3")).isEqualTo("t");
        }
    }

    @Test
    void theServer_letsInNobodyWithoutThePassword() {
        try (var run = new Run(data)) {
            assertThatThrownBy(() -> DriverManager.getConnection(run.postgres.jdbcUrl(), "postgres", "wrong"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void aLostPassword_isReplaced_andOnlyTheHubsUserCanReadIt() throws Exception {
        String lost;
        try (var run = new Run(data)) {
            lost = run.postgres.password();
        }
        Files.delete(data.resolve(EmbeddedPostgres.PASSWORD_FILE));
        try (var run = new Run(data)) {
            assertThat(run.postgres.password()).isNotEqualTo(lost);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve(EmbeddedPostgres.PASSWORD_FILE))))
                    .isEqualTo("rw-------");
            assertThat(run.query("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void dataOfAnotherVersion_andForeignFiles_areLeftAloneAndNamed() throws Exception {
        var foreign = Files.createDirectory(data.resolve("foreign"));
        var cluster = Files.createDirectory(foreign.resolve("postgres"));
        Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
        assertThatThrownBy(() -> new Run(foreign))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("data of PostgreSQL 17");
        Files.delete(cluster.resolve("PG_VERSION"));
        Files.writeString(cluster.resolve("letters"), "mine");
        assertThatThrownBy(() -> new Run(foreign))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("not PostgreSQL's data");
        assertThat(cluster.resolve("letters")).hasContent("mine");
    }

    private long postgresPid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
    }

    /** Connects as a person would who reads PostgreSQL's port and the password from their files. */
    private Connection connect() throws IOException, SQLException {
        var port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/omnihub",
                "omnihub",
                Files.readString(data.resolve(EmbeddedPostgres.PASSWORD_FILE)).strip());
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static final class Run implements AutoCloseable {
        private final DataDirectory directory;
        private final EmbeddedPostgres postgres;

        Run(Path data) {
            directory = DataDirectory.open(data);
            try {
                postgres = EmbeddedPostgres.start(directory, BINARIES);
            } catch (RuntimeException failure) {
                directory.close();
                throw failure;
            }
        }

        void execute(String sql) throws SQLException {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        String query(String sql) throws SQLException {
            try (var connection = connect()) {
                return EmbeddedPostgresIT.query(connection, sql);
            }
        }

        private Connection connect() throws SQLException {
            return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        }

        @Override
        public void close() {
            postgres.close();
            directory.close();
        }
    }
}
