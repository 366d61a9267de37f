package io.omnihub.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** {@code import} and {@code export}, against a running hub. */
public final class FileCommands {
    /** All files were taken whole. */
    public static final int DONE = 0;

    /** A file was refused or not carried out to its end, or the command cannot be read. */
    public static final int FAILED = 1;

    /** All files were carried out, but some of their rows were rejected. */
    public static final int REJECTED = 2;

    private static final Set<String> OPTIONS =
            Set.of("url", "key-file", "kind", "dialect", "channel", "format", "key", "output");
    private static final String STDIN = "-";
    private static final String USAGE = """
        omnihub import --kind items|locations|channels|stock|orders [--url http://localhost:8080]
                       [--key-file data/admin-key] [--format csv|ndjson] [--key IDEMPOTENCY-KEY]
                       [--dialect online-retail [--channel CODE]] FILE|DIRECTORY|- ...
        omnihub export --kind … [--url …] [--key-file …] [--format csv|ndjson] [--output FILE]

        The format is told by the file's name (.csv, .ndjson, .jsonl, each also with .gz) unless it is given.
        Ends with 0, with 2 where rows were rejected, with 1 where a file failed.
        """;

    private final PrintStream out;
    private final PrintStream errors;
    private final InputStream in;

    private FileCommands(InputStream in, PrintStream out, PrintStream errors) {
        this.in = in;
        this.out = out;
        this.errors = errors;
    }

    /** What the process is to end with; empty where this is no command, and the hub is to start. */
    public static OptionalInt run(List<String> words, InputStream in, PrintStream out, PrintStream errors) {
        String command = words.isEmpty() ? "" : words.getFirst();
        if (!command.equals("import") && !command.equals("export")) {
            return OptionalInt.empty();
        }
        var commands = new FileCommands(in, out, errors);
        try {
            Arguments arguments = Arguments.of(words.subList(1, words.size()), OPTIONS);
            return OptionalInt.of(command.equals("import") ? commands.send(arguments) : commands.fetch(arguments));
        } catch (IllegalArgumentException wrong) {
            errors.println(wrong.getMessage());
            errors.println(USAGE);
        } catch (IOException failure) {
            errors.println("It failed: " + failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return OptionalInt.of(FAILED);
    }

    private int send(Arguments arguments) throws IOException, InterruptedException {
        if (arguments.files().isEmpty()) {
            throw new IllegalArgumentException("Name a file, a directory, or - for what comes in.");
        }
        var hub = hub(arguments);
        int worst = DONE;
        for (String name : names(arguments.files())) {
            SourceFile file = name.equals(STDIN)
                    ? SourceFile.standardInput(in, arguments.option("format").orElse("ndjson"))
                    : SourceFile.of(Path.of(name), arguments.option("format"));
            int end = new Sending(hub, arguments, file, out, errors).run();
            worst = worst == FAILED || end == FAILED ? FAILED : Math.max(worst, end);
        }
        return worst;
    }

    private int fetch(Arguments arguments) throws IOException, InterruptedException {
        String format = arguments.option("format").orElse("ndjson");
        var answer = hub(arguments).fetch(arguments.required("kind"), SourceFile.mediaType(format));
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != HubAddress.OK) {
                errors.println(new String(body.readAllBytes(), StandardCharsets.UTF_8));
                return FAILED;
            }
            if (arguments.option("output").isPresent()) {
                Path part = Path.of(arguments.required("output") + ".part");
                Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, Path.of(arguments.required("output")), StandardCopyOption.REPLACE_EXISTING);
            } else {
                body.transferTo(out);
            }
            return DONE;
        }
    }

    private static HubAddress hub(Arguments arguments) throws IOException {
        arguments.required("kind");
        Path key = Path.of(arguments.option("key-file").orElse("data/admin-key"));
        if (!Files.isRegularFile(key)) {
            throw new IllegalArgumentException("There is no key in " + key + "; name it with --key-file.");
        }
        return new HubAddress(
                URI.create(arguments.option("url").orElse("http://localhost:8080")),
                Files.readString(key).strip());
    }

    /** Those of a directory in the order of their names; what begins with a point is left out. */
    private static List<String> names(List<String> given) throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : given) {
            if (!name.equals(STDIN) && Files.isDirectory(Path.of(name))) {
                try (Stream<Path> files = Files.list(Path.of(name))) {
                    files.filter(Files::isRegularFile)
                            .filter(SourceFile::isData)
                            .map(Path::toString)
                            .sorted()
                            .forEach(names::add);
                }
            } else {
                names.add(name);
            }
        }
        return names;
    }
}
