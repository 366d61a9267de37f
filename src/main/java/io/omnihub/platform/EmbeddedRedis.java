package io.omnihub.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Redis in the data directory, for a hub that brings its own database. It listens on loopback alone and lets in who
 * knows the password, which stands in a file that only the hub's user can read. It writes no data to disk: nothing is in
 * Redis that cannot be rebuilt.
 */
public final class EmbeddedRedis implements AutoCloseable {
    /** Redis's own, in its folder. */
    static final String PID_FILE = "redis.pid";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final String LOG_FILE = "redis.log";
    private static final int START_ATTEMPTS = 3;
    private static final long START_LIMIT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int STOP_SECONDS = 5;

    private final ProcessHandle process;
    private final int port;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedRedis(ProcessHandle process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /** Starts Redis in the directory; returns when it accepts connections. */
    public static EmbeddedRedis start(DataDirectory directory) {
        return start(directory, directory.path().resolve("redis-binaries"));
    }

    /** As above, with the program in a folder that several data directories may share. */
    public static EmbeddedRedis start(DataDirectory directory, Path binaries) {
        var folder = directory.path().resolve("redis");
        try {
            Files.createDirectories(folder);
            stopLeftOver(folder);
            return start(RedisProgram.unpack(binaries), folder);
        } catch (IOException failure) {
            throw new StartupFailure(
                    "The embedded Redis did not start in %s: %s.".formatted(folder, DataDirectory.reason(failure)),
                    "Mend what it names, or use a Redis of your own with spring.data.redis.url.",
                    failure);
        }
    }

    public String url() {
        return "redis://:%s@%s:%d".formatted(password, LoopbackPort.ADDRESS, port);
    }

    public long pid() {
        return process.pid();
    }

    /** Stops Redis; what it held is gone. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stop(process);
            LOG.info("Redis has stopped");
        }
    }

    private static void stopLeftOver(Path folder) throws IOException {
        LeftOverServer.find(folder, PID_FILE).ifPresent(leftOver -> {
            ProcessHandle.of(leftOver.pid()).ifPresent(EmbeddedRedis::stop);
            LOG.info(
                    "A hub that was killed had left its Redis (process {}) running; it has been stopped",
                    leftOver.pid());
        });
        Files.deleteIfExists(folder.resolve(PID_FILE));
    }

    /** Ends it in order, or by force where it does not: it has nothing to lose. */
    private static void stop(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hangs) {
            process.destroyForcibly();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static EmbeddedRedis start(Path program, Path folder) throws IOException {
        var password = SecretFile.newPassword();
        for (var attempt = 1; ; attempt++) {
            var port = LoopbackPort.free();
            Files.deleteIfExists(folder.resolve(LOG_FILE));
            SecretFile.write(folder.resolve("redis.conf"), settings(folder, port, password));
            var process = start(program, folder, attempt == START_ATTEMPTS);
            if (process.isPresent()) {
                LOG.info("Redis runs on {}:{}", LoopbackPort.ADDRESS, port);
                return new EmbeddedRedis(process.get(), port, password);
            }
        }
    }

    /** Empty where it may be tried again: a port that was free may be taken before Redis binds it. */
    private static Optional<ProcessHandle> start(Path program, Path folder, boolean isLast) throws IOException {
        var output = folder.resolve("start.log");
        var launcher = new ProcessBuilder(
                        program.toString(), folder.resolve("redis.conf").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var limit = System.nanoTime() + START_LIMIT_NS;
        while (System.nanoTime() < limit) {
            // Redis writes the file when it listens.
            var running = LeftOverServer.find(folder, PID_FILE).flatMap(server -> ProcessHandle.of(server.pid()));
            if (running.isPresent()) {
                return running;
            }
            if (said(folder.resolve(LOG_FILE)).contains("Failed listening") && !isLast) {
                return Optional.empty();
            }
            if (!launcher.isAlive() && launcher.exitValue() != 0) {
                break;
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
        throw new IOException(
                "%s %s".formatted(said(output), said(folder.resolve(LOG_FILE))).strip());
    }

    /** In a session of its own, so that Ctrl-C reaches the hub alone, and named by its folder, so that it is found again. */
    private static String settings(Path folder, int port, String password) {
        return """
            # Written by Omnihub at each start.
            bind %1$s
            port %2$d
            requirepass %3$s
            daemonize yes
            set-proc-title no
            dir "%4$s"
            pidfile "%4$s/%5$s"
            logfile "%4$s/%6$s"
            save ""
            appendonly no
            maxmemory 128mb
            maxmemory-policy volatile-ttl
            """.formatted(LoopbackPort.ADDRESS, port, password, folder, PID_FILE, LOG_FILE);
    }

    private static String said(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readString(file, StandardCharsets.UTF_8).lines().collect(Collectors.joining(" "))
                : "";
    }
}
