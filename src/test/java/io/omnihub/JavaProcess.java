package io.omnihub;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A JVM beside the test's, which can be killed and never outlives it; what it says goes to a file. */
public final class JavaProcess implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);

    /** Some write what they have learned while they end, which takes a busy machine a minute. */
    private static final Duration END_LIMIT = Duration.ofMinutes(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Process process;
    private final Path log;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a JVM of the test's own version; its output replaces what the file has. */
    public static JavaProcess start(Path log, Map<String, String> environment, List<String> arguments)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var started = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly, "end-" + started.pid()));
        return new JavaProcess(started, log);
    }

    /** Waits until it says so. */
    public MatchResult awaitOutput(Pattern said) {
        await().atMost(READY_LIMIT)
                .pollInterval(LOOK_EVERY)
                .until(() -> !process.isAlive() || said.matcher(outputSoFar()).find());
        var matcher = said.matcher(outputSoFar());
        if (!matcher.find()) {
            throw new IllegalStateException("The process ended before it was ready: " + outputSoFar());
        }
        return matcher.toMatchResult();
    }

    public String outputSoFar() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All that it says until it ends by itself. */
    public String output() throws InterruptedException {
        exitCode();
        return outputSoFar();
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process %d does not end: %s".formatted(pid(), outputSoFar()));
        }
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    /** As {@code kill -9}: nothing of its own runs any more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** As {@code kill}: it closes down in order. */
    public void terminate() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    /** Ends it in order, or by force where it does not. */
    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
