package io.omnihub.platform;

import io.omnihub.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** A hub in a process of its own, without a room in it: it has its database and waits, and can be killed. */
final class HubProcess implements AutoCloseable {
    private static final String READY = "ready";
    private static final Pattern SAYS_READY = Pattern.compile("^" + READY + "$", Pattern.MULTILINE);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final JavaProcess process;

    private HubProcess(JavaProcess process) {
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
        return new HubProcess(JavaProcess.start(
                Path.of("target", "hubs", "no-rooms-%d.log".formatted(COUNT.incrementAndGet())),
                Map.of(),
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HubProcess.class.getName(),
                        "--spring.main.banner-mode=off",
                        "--omnihub.data-dir=" + directory)));
    }

    HubProcess awaitReady() {
        process.awaitOutput(SAYS_READY);
        return this;
    }

    String output() throws InterruptedException {
        return process.output();
    }

    int exitCode() throws InterruptedException {
        return process.exitCode();
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    void terminate() throws InterruptedException {
        process.terminate();
    }

    @Override
    public void close() {
        process.close();
    }

    private static final class NoRooms {}
}
