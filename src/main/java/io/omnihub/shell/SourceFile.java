package io.omnihub.shell;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file to send.
 *
 * @param name as it is shown
 * @param packed whether it is gzip
 */
record SourceFile(String name, String mediaType, boolean packed, BodyPublisher content) {
    private static final Map<String, String> MEDIA_TYPES =
            Map.of("csv", "text/csv", "ndjson", "application/x-ndjson", "jsonl", "application/x-ndjson");
    private static final Pattern ENDING = Pattern.compile(".*\\.(csv|ndjson|jsonl)(\\.gz)?");

    static SourceFile of(Path path, Optional<String> format) throws FileNotFoundException {
        Matcher ending = ENDING.matcher(path.getFileName().toString());
        if (format.isEmpty() && !ending.matches()) {
            throw new IllegalArgumentException("What is %s? Say --format csv or ndjson.".formatted(path));
        }
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("There is no file " + path + ".");
        }
        return new SourceFile(
                path.toString(),
                mediaType(format.orElseGet(() -> ending.group(1))),
                path.toString().endsWith(".gz"),
                BodyPublishers.ofFile(path));
    }

    static SourceFile standardInput(InputStream in, String format) {
        return new SourceFile("-", mediaType(format), false, BodyPublishers.ofInputStream(() -> in));
    }

    /** Whether a file of a directory is sent with it. */
    static boolean isData(Path path) {
        return ENDING.matcher(path.getFileName().toString()).matches();
    }

    static String mediaType(String format) {
        return Optional.ofNullable(MEDIA_TYPES.get(format))
                .orElseThrow(() -> new IllegalArgumentException("--format is csv or ndjson."));
    }
}
