package io.omnihub.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void intoAFile_itWritesALineForEveryTenth() {
        assertThat(printed(false, 40).lines())
                .hasSize(10)
                .startsWith("Loading: 10 %, 4 of 40", "Loading: 20 %, 8 of 40")
                .endsWith("Loading: 100 %, 40 of 40");
    }

    @Test
    void onATerminal_itWritesOverOneLineAndEndsIt() {
        String printed = printed(true, 1_000);
        assertThat(printed).doesNotContain("\n\r").endsWith("] 100 %  1,000 of 1,000\n");
        assertThat(printed.split("\r"))
                .hasSize(101)
                .contains("Loading [" + "#".repeat(15) + ".".repeat(15) + "]  50 %  500 of 1,000");
    }

    @Test
    void fewSteps_jump() {
        assertThat(printed(false, 1)).isEqualToIgnoringNewLines("Loading: 100 %, 1 of 1");
    }

    private static String printed(boolean terminal, int steps) {
        var bytes = new ByteArrayOutputStream();
        var progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, "Loading", steps);
        for (int i = 0; i < steps; i++) {
            progress.step();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
