package io.omnihub.platform;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A Redis that a test can flush, pause, stop and start again where it was. */
public final class RedisProcess {
    private static final Path BINARIES = Path.of("target", "test-redis", "binaries");
    private static final int END_SECONDS = 10;

    private final int port;
    private Process process;

    private RedisProcess(int port) throws IOException {
        this.port = port;
        this.process = launch(port);
    }

    /** Starts one that is empty; it ends with the JVM at the latest. */
    public static RedisProcess start() throws IOException {
        var redis = new RedisProcess(LoopbackPort.free());
        Runtime.getRuntime().addShutdownHook(new Thread(redis::kill, "end-redis"));
        redis.awaitReady();
        return redis;
    }

    public String url() {
        return "redis://%s:%d".formatted(LoopbackPort.ADDRESS, port);
    }

    public void flush() {
        ask(RedisCommands::flushall);
    }

    /** Its connections stay open, and nothing is answered any more. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    public void stop() throws InterruptedException {
        process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS);
    }

    /** Starts it again, empty. */
    public void restart() throws IOException {
        process = launch(port);
        awaitReady();
    }

    private String ask(Function<RedisCommands<String, String>, String> question) {
        var client = RedisClient.create(url());
        try (var connection = client.connect()) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown();
        }
    }

    private void kill() {
        process.destroyForcibly();
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private void awaitReady() {
        await().until(() -> {
            try {
                return ask(RedisCommands::ping).equals("PONG");
            } catch (RedisException notYet) {
                return false;
            }
        });
    }

    private static Process launch(int port) throws IOException {
        var program = RedisProgram.unpack(BINARIES.toAbsolutePath());
        var command = List.of(
                program.toString(), "--bind", LoopbackPort.ADDRESS, "--port", Integer.toString(port), "--save", "");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
