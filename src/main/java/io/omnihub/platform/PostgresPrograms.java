package io.omnihub.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, run on one data folder.
 *
 * @param home where the programs are unpacked
 * @param cluster PostgreSQL's data folder
 * @param version as in {@code 18.6}
 * @param prefix what each command begins with, so that it does not run as root
 */
record PostgresPrograms(Path home, Path cluster, String version, List<String> prefix) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresPrograms.class);

    /** The lines of output and logs that say why something failed. */
    private static final Pattern COMPLAINT =
            Pattern.compile("FATAL: |DETAIL: |HINT: |error: |invalid value|could not|unshare: ");

    /** PostgreSQL has this long to start, which includes the recovery after a crash. */
    private static final int START_SECONDS = 300;

    /** A stop ends all sessions and writes a checkpoint; Kubernetes and systemd give a process 30 s and more. */
    private static final int STOP_SECONDS = 25;

    PostgresPrograms(Path home, Path cluster) {
        this(home, cluster, readVersion(home), withoutRoot());
    }

    PostgresPrograms on(Path otherCluster) {
        return new PostgresPrograms(home, otherCluster, version, prefix);
    }

    /**
     * Makes the data folder: UTF-8, with PostgreSQL's own locale, which behaves alike on every machine. Only the
     * character classes come from the system, because trigrams (pg_trgm) would skip all but ASCII under plain C.
     */
    void initialize(Path passwordFile) throws Failed {
        var isMac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        run(
                "",
                "initdb",
                "--pgdata=" + cluster,
                "--username=postgres",
                "--pwfile=" + passwordFile,
                "--auth-host=scram-sha-256",
                "--auth-local=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--lc-ctype=" + (isMac ? "en_US.UTF-8" : "C.UTF-8"));
    }

    /** Runs statements, one a line, in PostgreSQL's single-user mode, for which it must not be running. */
    void execute(String statements) throws Failed {
        run(
                statements,
                "postgres",
                "--single",
                "-D",
                cluster.toString(),
                "-c",
                "exit_on_error=on",
                "-c",
                "logging_collector=off",
                "postgres");
    }

    /**
     * Starts PostgreSQL and waits until it accepts connections. It gets a session of its own, so that Ctrl-C reaches
     * the hub alone, which closes its connections first.
     */
    void start(int port) throws Failed, IOException {
        var output = cluster.resolve("start.log");
        Files.deleteIfExists(output);
        var before = logSizes();
        try {
            run(
                    "",
                    "pg_ctl",
                    "start",
                    "-D",
                    cluster.toString(),
                    "-l",
                    output.toString(),
                    "-w",
                    "-t",
                    Integer.toString(START_SECONDS),
                    "-o",
                    "-p " + port);
        } catch (Failed failure) {
            var said = new ArrayList<>(Files.exists(output) ? Files.readAllLines(output) : List.<String>of());
            said.addAll(loggedSince(before));
            throw new Failed(complaints(said).orElse(failure.reason()));
        }
    }

    void stop() throws Failed {
        run("", "pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", Integer.toString(STOP_SECONDS));
    }

    /** The log is one file a weekday, so what an earlier run complained of may stand in the same file. */
    private List<String> loggedSince(Map<Path, Long> before) throws IOException {
        var lines = new ArrayList<String>();
        for (var file : logSizes().keySet()) {
            try (var content = Files.newInputStream(file)) {
                content.skip(before.getOrDefault(file, 0L));
                new String(content.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private Map<Path, Long> logSizes() throws IOException {
        var sizes = new TreeMap<Path, Long>();
        var folder = cluster.resolve("log");
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder)) {
                for (var file : files) {
                    sizes.put(file, Files.size(file));
                }
            }
        }
        return sizes;
    }

    private static String readVersion(Path home) {
        try {
            var process = new ProcessBuilder(home.resolve("bin/postgres").toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            var output = read(process);
            return output.substring(output.lastIndexOf(' ') + 1);
        } catch (IOException failure) {
            throw new StartupFailure(
                    "The PostgreSQL programs in %s cannot be run: %s.".formatted(home, DataDirectory.reason(failure)),
                    "Give omnihub.data-dir a folder from which programs may be run (its disk may be mounted noexec).",
                    failure);
        }
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace that maps no user it is the same user to the file system
     * and to signals, and without root's powers.
     */
    private static List<String> withoutRoot() {
        var self = Path.of("/proc/self");
        try {
            if (!Files.exists(self) || !Files.getAttribute(self, "unix:uid").equals(0)) {
                return List.of();
            }
            var prefix = List.of("unshare", "--user");
            var attempt = new ArrayList<>(prefix);
            attempt.add("true");
            var complaint =
                    read(new ProcessBuilder(attempt).redirectErrorStream(true).start());
            if (!complaint.isEmpty()) {
                throw new IOException(complaint);
            }
            return prefix;
        } catch (IOException failure) {
            throw new StartupFailure(
                    "PostgreSQL refuses to run as root, and this machine does not let it shed root's powers: %s."
                            .formatted(DataDirectory.reason(failure)),
                    "Run the hub as an ordinary user, or use a database of your own with spring.r2dbc.url.",
                    failure);
        }
    }

    private static String read(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private void run(String input, String program, String... arguments) throws Failed {
        var command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            feed(process, input);
            var output = read(process);
            if (process.waitFor() != 0) {
                throw new Failed(complaints(output.lines().toList()).orElse(program + " failed: " + output));
            }
        } catch (IOException failure) {
            throw new Failed(program + " cannot be run: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failed(program + " was interrupted");
        }
    }

    /** A program that ends before it has read everything says why by its output and its exit code. */
    private static void feed(Process process, String input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            LOG.debug("A PostgreSQL program has not read its input", closed);
        }
    }

    private static Optional<String> complaints(List<String> output) {
        return output.stream()
                .filter(line -> COMPLAINT.matcher(line).find())
                .map(line -> line.replaceFirst("^.*?(?:\\[\\d+] (?:FATAL|LOG|DETAIL|HINT): |error: )", "")
                        .strip())
                .distinct()
                .reduce((first, next) -> first + "; " + next);
    }

    /** A program of PostgreSQL's did not do what it was asked to; the message is what it said. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Failed(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }

        boolean portTaken() {
            return reason.contains("Address already in use");
        }
    }
}
