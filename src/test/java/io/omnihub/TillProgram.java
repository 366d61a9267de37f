package io.omnihub;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** One of the terminals under src/docs, as it stands there, in a process of its own. */
final class TillProgram implements AutoCloseable {
    /** It pauses for up to half a minute before it connects again. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Path DOCS = Path.of("src/docs/terminal");
    private static final Pattern NEEDED = Pattern.compile(
            "(rsocket|reactor|netty|reactive-streams|jackson-(core|databind|annotations)|slf4j-api|jspecify)[^/]*\\.jar");

    enum Language {
        JAVA,
        JAVASCRIPT;

        /** Where it connects, beside where the hub's HTTP is. */
        int port() {
            return this == JAVA ? Hub.socketPort() : Hub.address().getPort();
        }

        /** How it is started; empty where there is nothing to start it with. */
        Optional<List<String>> command() throws IOException, InterruptedException {
            return switch (this) {
                case JAVA ->
                    Optional.of(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            neededJars(),
                            DOCS.resolve("java/Terminal.java").toString()));
                case JAVASCRIPT -> {
                    Optional<List<Path>> found = Programs.find("node", "npm");
                    yield found.isEmpty()
                            ? Optional.empty()
                            : Optional.of(List.of(
                                    found.get().getFirst().toString(),
                                    installed(found.get().getLast())));
                }
            };
        }

        /** Those of this process's that its pom brings as well. */
        private static String neededJars() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(jar -> NEEDED.matcher(Path.of(jar).getFileName().toString())
                            .matches())
                    .collect(Collectors.joining(File.pathSeparator));
        }

        /** With the packages that its lock file names. */
        private static String installed(Path npm) throws IOException, InterruptedException {
            Path folder = Files.createDirectories(Path.of("target/terminal"));
            for (String file : List.of("package.json", "package-lock.json", "terminal.js")) {
                Files.copy(
                        DOCS.resolve("javascript").resolve(file),
                        folder.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Path said = folder.resolve("npm.log");
            Process installing = new ProcessBuilder(npm.toString(), "ci", "--no-audit", "--no-fund")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (installing.waitFor() != 0) {
                throw new IllegalStateException("npm ci: " + Files.readString(said));
            }
            return folder.resolve("terminal.js").toString();
        }
    }

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private TillProgram(Process process) {
        this.process = process;
        Thread.startVirtualThread(this::listen);
    }

    /** @param code with which it enrols; none where it did so before */
    static TillProgram start(Language language, List<String> command, Path directory, Cable cable, String... code)
            throws IOException {
        String address = "localhost:" + cable.port();
        Stream<String> hub = language == Language.JAVA
                ? Stream.of(Hub.address().toString(), address)
                : Stream.of("http://" + address);
        List<String> arguments = new ArrayList<>(command);
        arguments.add(directory.toString());
        hub.forEach(arguments::add);
        arguments.addAll(List.of(code));
        return new TillProgram(
                new ProcessBuilder(arguments).redirectErrorStream(true).start());
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException isKilled) {
            // It says nothing more.
        }
    }

    void type(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(line)
                    .append('\n')
                    .flush();
        } catch (IOException hasEnded) {
            throw new AssertionError("It has ended: " + said, hasEnded);
        }
    }

    /** Waits until it has said so, at any time. */
    Matcher says(String pattern) {
        return saysAfter(0, pattern);
    }

    /** What it says from then on, when that is typed. */
    Matcher answers(String line, String pattern) {
        int before = said.size();
        type(line);
        return saysAfter(before, pattern);
    }

    /** Whether what it answers is so by and by. */
    Matcher answersInTheEnd(String line, String pattern) {
        int before = said.size();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .failFast("it has ended", () -> !process.isAlive())
                .until(() -> {
                    type(line);
                    return found(before, pattern).isPresent();
                });
        return found(before, pattern).orElseThrow();
    }

    private Matcher saysAfter(int before, String pattern) {
        try {
            await().atMost(PATIENCE).until(() -> found(before, pattern).isPresent());
        } catch (ConditionTimeoutException timeout) {
            throw new AssertionError("not \"%s\" but: %s".formatted(pattern, said), timeout);
        }
        return found(before, pattern).orElseThrow();
    }

    private Optional<Matcher> found(int before, String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return said.stream()
                .skip(before)
                .map(wanted::matcher)
                .filter(Matcher::matches)
                .findFirst();
    }

    /** How it ends by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end: " + said);
        }
        return process.exitValue();
    }

    /** Ends it as a power cut does. */
    @Override
    public void close() {
        process.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }
}
