package io.omnihub.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The packaged hub, as a process of its own beside the load generator. */
final class Hub implements AutoCloseable {
    /** The bootstrap administrator's; the hub is reachable from this machine alone, and gone after the run. */
    static final String KEY = "benchmark-administrator-key-0123456789";

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final long BETWEEN_PROBES_MS = 100;
    /** An import of a large file lasts as long as it takes. */
    private static final Duration REQUEST_LIMIT = Duration.ofMinutes(30);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final int port;
    private final int socketPort;
    private final Path log;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Hub(Process process, int port, int socketPort, Path log) {
        this.process = process;
        this.port = port;
        this.socketPort = socketPort;
        this.log = log;
    }

    /** Starts the jar in the directory on the database, and returns when it is ready. */
    static Hub start(Path jar, List<String> jvmOptions, Database database, Path directory)
            throws IOException, InterruptedException {
        return start(jar, jvmOptions, database, directory, Map.of());
    }

    /** The same with further settings, as variables of its environment. */
    static Hub start(
            Path jar, List<String> jvmOptions, Database database, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        int port = freePort();
        int socketPort = freePort();
        Path log = directory.resolve("hub.log");
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dloader.path=" + constantRoute(directory),
                "-classpath",
                jar.toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher"));
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("SPRING_R2DBC_URL", database.r2dbcUrl());
        builder.environment().put("SPRING_R2DBC_USERNAME", database.user());
        builder.environment().put("SPRING_R2DBC_PASSWORD", database.password());
        builder.environment().put("OMNIHUB_BOOTSTRAP_ADMIN_KEY", KEY);
        builder.environment().put("OMNIHUB_SAMPLE", "off");
        builder.environment().put("SPRING_RSOCKET_SERVER_PORT", Integer.toString(socketPort));
        builder.environment().putAll(environment);
        var hub = new Hub(builder.start(), port, socketPort, log);
        Runtime.getRuntime().addShutdownHook(new Thread(hub.process::destroyForcibly));
        hub.awaitReady();
        return hub;
    }

    /** What the jar's own launcher takes besides the jar: {@link ConstantRoute}, and nothing else. */
    private static Path constantRoute(Path directory) throws IOException {
        Path beside = directory.resolve("beside-the-jar");
        String name = ConstantRoute.class.getName();
        String file = name.replace('.', '/') + ".class";
        Path imports =
                beside.resolve("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports");
        Files.createDirectories(beside.resolve(file).getParent());
        Files.createDirectories(imports.getParent());
        try (var source = ConstantRoute.class.getResourceAsStream("/" + file)) {
            Files.write(beside.resolve(file), Objects.requireNonNull(source).readAllBytes());
        }
        Files.writeString(imports, name);
        return beside;
    }

    int port() {
        return port;
    }

    /** Where terminals connect by RSocket. */
    int socketPort() {
        return socketPort;
    }

    /** The processor time that the hub has used so far. */
    Duration cpuSoFar() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long pid() {
        return process.pid();
    }

    /** Sends a file, and returns when all of it is carried out; a row that was rejected is an error. */
    String importFile(String kind, String type, Path file) throws IOException, InterruptedException {
        String result =
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/imports?kind=" + kind))
                        .timeout(REQUEST_LIMIT)
                        .header("Authorization", "Bearer " + KEY)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofFile(file))
                        .build());
        if (!result.contains("\"rejected\":0")) {
            throw new IOException("rows of %s were rejected: %s".formatted(file, result));
        }
        return result;
    }

    String get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    void put(String path, String json) throws IOException, InterruptedException {
        send(request(path).PUT(BodyPublishers.ofString(json)).build());
    }

    void post(String path, String json) throws IOException, InterruptedException {
        send(request(path).POST(BodyPublishers.ofString(json)).build());
    }

    /** A request that is done once, by its key; the answer. */
    String step(String path, String key, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        process.destroyForcibly().onExit().join();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(REQUEST_LIMIT)
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json");
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("%s %s answered %d: %s"
                    .formatted(request.method(), request.uri().getPath(), response.statusCode(), response.body()));
        }
        return response.body();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            boolean ended = process.waitFor(BETWEEN_PROBES_MS, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                process.destroyForcibly().waitFor();
                throw new IOException("the hub did not start:\n" + Files.readString(log));
            }
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            get("/actuator/health/readiness");
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
