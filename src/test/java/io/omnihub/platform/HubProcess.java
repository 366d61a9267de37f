package io.omnihub.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** A hub in a process of its own, without a room in it: it has its database and waits, and can be killed. */
final class HubProcess implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;

    private HubProcess(Process process) {
        this.process = process;
    }

    /** What the process runs. It ends, as after SIGTERM, when its input does, so none outlives the test. */
    public static void main(String[] arguments) throws IOException {
        var application = new SpringApplication(NoRooms.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(arguments);
        System.out.println(READY);
        if (System.in.read() < 0) {
            System.exit(0);
        }
    }

    static HubProcess start(Path directory) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new HubProcess(new ProcessBuilder(List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HubProcess.class.getName(),
                        "--spring.main.banner-mode=off",
                        "--omnihub.data-dir=" + directory))
                .redirectErrorStream(true)
                .start());
    }

    HubProcess awaitReady() throws IOException {
        var output = new StringBuilder();
        for (var line = process.inputReader().readLine();
                !READY.equals(line);
                line = process.inputReader().readLine()) {
            if (line == null) {
                throw new IllegalStateException("The hub ended before it was ready: " + output);
            }
            output.append(line).append('\n');
        }
        return this;
    }

    /** All that it says until it ends by itself. */
    String output() throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The hub does not end");
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9}: nothing of the hub's own runs any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** As {@code kill}: the hub closes down in order. */
    void terminate() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class NoRooms {}
}
