package io.omnihub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.shell.FileCommands;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files go in and out from a command line. */
class ShellIT implements LedgerProven {
    @TempDir
    private Path directory;

    private final Shop shop = new Shop();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private String input = "";

    @BeforeEach
    void keepTheKey() throws IOException {
        Files.writeString(directory.resolve("key"), Hub.ADMINISTRATOR_KEY + "\n");
    }

    @Test
    void filesOfADirectory_areSent_andTheWorstDecidesTheEnd() throws IOException {
        Path good = Files.createDirectory(directory.resolve("good"));
        Files.writeString(good.resolve("1.csv"), "sku,name\n" + shop.own("a") + ",A\n");
        Files.writeString(good.resolve("2.ndjson"), "{\"sku\":\"%s\",\"name\":\"B\"}".formatted(shop.own("b")));
        Files.writeString(good.resolve("notes.txt"), "not sent");
        Path dirty = Files.writeString(directory.resolve("dirty.csv"), "sku,name\n" + shop.own("c") + ",\n");
        Path broken = Files.writeString(directory.resolve("broken.csv"), "sku,title\n");

        assertThat(run("import", "--kind", "items", good.toString())).isEqualTo(FileCommands.DONE);
        assertThat(out.toString(UTF_8))
                .contains("1.csv: 1 accepted, 0 unchanged, 0 rejected")
                .contains("2.ndjson: 1");
        assertThat(run("import", "--kind=items", dirty.toString(), good.toString()))
                .isEqualTo(FileCommands.REJECTED);
        assertThat(out.toString(UTF_8)).contains("dirty.csv:2 /name missing-field");
        assertThat(run("import", "--kind", "items", broken.toString(), dirty.toString()))
                .isEqualTo(FileCommands.FAILED);
        assertThat(errors.toString(UTF_8)).contains("broken.csv: malformed-header");
        assertThat(Api.administrator()
                        .get("/api/v1/items/" + shop.own("b"))
                        .is(200)
                        .text("/name"))
                .isEqualTo("B");
    }

    @Test
    void whatComesInIsSent_andWhatIsFetchedIsWritten() throws IOException {
        input = "{\"sku\":\"%s\",\"name\":\"Piped\"}\n".formatted(shop.own("piped"));
        Path file = directory.resolve("items.csv");

        assertThat(run("import", "--kind", "items", "-")).isEqualTo(FileCommands.DONE);
        assertThat(run("export", "--kind", "items", "--format", "csv", "--output", file.toString()))
                .isEqualTo(FileCommands.DONE);

        assertThat(Files.readString(file)).contains(shop.own("piped") + ",Piped,active");
        assertThat(run("export", "--kind", "lamps")).isEqualTo(FileCommands.FAILED);
    }

    @Test
    void whatIsNoCommand_startsTheHub_andWhatIsWrongSaysSo() {
        assertThat(FileCommands.run(List.of("--server.port=0"), System.in, System.out, System.err))
                .isEmpty();
        for (var words : List.of(
                List.of("import", "--kind", "items"),
                List.of("import", "file.csv"),
                List.of("import", "--colour", "red"),
                List.of("import", "--kind", "items", "no-such-file.csv"),
                List.of("import", "--kind"))) {
            assertThat(run(words.toArray(String[]::new))).isEqualTo(FileCommands.FAILED);
        }
        assertThat(errors.toString(UTF_8)).contains("omnihub import --kind");
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(
                1,
                List.of(
                        "--url",
                        Hub.address().toString(),
                        "--key-file",
                        directory.resolve("key").toString()));
        return FileCommands.run(
                        all,
                        new ByteArrayInputStream(input.getBytes(UTF_8)),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(errors, true, UTF_8))
                .orElseThrow();
    }
}
