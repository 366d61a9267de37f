package io.omnihub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Migrations run while older replicas work: none may hold what those need. Those up to V14 are applied, and stay as they are. */
class MigrationFilesTest {
    private static final int LAST_WITHOUT_RULES = 14;
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");
    private static final Pattern ALTERS =
            Pattern.compile("\\b(ALTER TABLE|CREATE (UNIQUE )?INDEX|DROP INDEX)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern WAITS_NOT_LONG =
            Pattern.compile("^SET LOCAL lock_timeout = '\\d{1,2}s';$", Pattern.MULTILINE);
    private static final Pattern ADDED_CHECK =
            Pattern.compile("ADD CONSTRAINT \\w+\\s+CHECK[^;]*;", Pattern.CASE_INSENSITIVE);

    @Test
    void whatAltersATable_doesNotLetEverybodyQueueBehindIt() throws IOException {
        assertThat(migrations()).isNotEmpty().allMatch(MigrationFilesTest::waitsNotLong);
        assertThat(waitsNotLong("CREATE INDEX a ON b (c);")).isFalse();
        assertThat(waitsNotLong("ALTER TABLE a ADD COLUMN b text;")).isFalse();
    }

    @Test
    void whatIsChecked_isValidatedApart() throws IOException {
        assertThat(migrations()).isNotEmpty().allMatch(MigrationFilesTest::readsNoRows);
        assertThat(readsNoRows("ALTER TABLE a ADD CONSTRAINT b CHECK (c > 0);")).isFalse();
        assertThat(readsNoRows("ALTER TABLE a ADD CONSTRAINT b CHECK (c > 0) NOT VALID;"))
                .isTrue();
    }

    private static boolean waitsNotLong(String sql) {
        return !ALTERS.matcher(sql).find() || WAITS_NOT_LONG.matcher(sql).find();
    }

    private static boolean readsNoRows(String sql) {
        return ADDED_CHECK
                .matcher(sql)
                .results()
                .allMatch(added -> added.group().toUpperCase(Locale.ROOT).contains("NOT VALID"));
    }

    /** Of those that are held to it. */
    private static List<String> migrations() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.filter(MigrationFilesTest::isHeldToIt)
                    .map(MigrationFilesTest::content)
                    .toList();
        }
    }

    private static boolean isHeldToIt(Path file) {
        var version = VERSION.matcher(file.getFileName().toString());
        return version.matches() && Integer.parseInt(version.group(1)) > LAST_WITHOUT_RULES;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
