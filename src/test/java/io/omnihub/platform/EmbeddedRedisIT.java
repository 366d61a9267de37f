package io.omnihub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {
    private static final Path BINARIES =
            Path.of("target", "test-redis", "binaries").toAbsolutePath();

    @TempDir
    Path data;

    @Test
    void theServer_isOnLoopbackAlone_writesNothing_andLetsInWhoKnowsThePassword() throws Exception {
        try (var directory = DataDirectory.open(data);
                var redis = EmbeddedRedis.start(directory, BINARIES)) {
            assertThat(ping(redis.url())).isEqualTo("PONG");
            assertThat(setting(redis.url(), "bind")).isEqualTo(LoopbackPort.ADDRESS);
            assertThat(setting(redis.url(), "save")).isEmpty();
            assertThatThrownBy(() -> ping(redis.url().replaceFirst(":[0-9a-f]+@", ":wrong@")))
                    .isInstanceOf(RedisException.class);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("redis/redis.conf"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aKilledHubsServer_isStoppedByTheNextStart() throws Exception {
        long leftOver;
        try (var directory = DataDirectory.open(data)) {
            leftOver = EmbeddedRedis.start(directory, BINARIES).pid();
        }
        try (var directory = DataDirectory.open(data);
                var redis = EmbeddedRedis.start(directory, BINARIES)) {
            assertThat(ProcessHandle.of(leftOver)).isEmpty();
            assertThat(redis.pid()).isNotEqualTo(leftOver);
            assertThat(ping(redis.url())).isEqualTo("PONG");
        }
    }

    @Test
    void aPidFileThatNamesAnotherProcess_isNotInTheWay() throws Exception {
        Files.createDirectories(data.resolve("redis"));
        for (var content : new String[] {ProcessHandle.current().pid() + "\n", "4194303\n", ""}) {
            Files.writeString(data.resolve("redis").resolve(EmbeddedRedis.PID_FILE), content);
            try (var directory = DataDirectory.open(data);
                    var redis = EmbeddedRedis.start(directory, BINARIES)) {
                assertThat(ping(redis.url())).isEqualTo("PONG");
            }
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void aHub_bringsRedisBesideItsDatabase_andStopsBoth() throws Exception {
        long redis;
        try (var hub = HubProcess.start(data).awaitReady()) {
            redis = pid();
            assertThat(ProcessHandle.of(redis)).isPresent();
            hub.terminate();
        }
        assertThat(ProcessHandle.of(redis)).isEmpty();
    }

    @Test
    void aProgramThatDoesNotStart_isToldInWords() throws Exception {
        var broken = Files.createDirectories(data.resolve("broken"));
        var program = RedisProgram.unpack(BINARIES).getFileName();
        Files.writeString(broken.resolve(program), "#!/bin/sh\necho no library; exit 127\n");
        Files.setPosixFilePermissions(broken.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var directory = DataDirectory.open(data)) {
            assertThatThrownBy(() -> EmbeddedRedis.start(directory, broken))
                    .isInstanceOf(StartupFailure.class)
                    .hasMessageContaining("no library");
        }
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(data.resolve("redis").resolve(EmbeddedRedis.PID_FILE))
                .strip());
    }

    private static String ping(String url) {
        var client = RedisClient.create(url);
        try (var connection = client.connect()) {
            return connection.sync().ping();
        } finally {
            client.shutdown();
        }
    }

    private static String setting(String url, String name) {
        var client = RedisClient.create(url);
        try (var connection = client.connect()) {
            return connection.sync().configGet(name).getOrDefault(name, "none");
        } finally {
            client.shutdown();
        }
    }
}
