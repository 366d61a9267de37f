package io.omnihub.sample;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** A progress bar on the console: one line that is written over on a terminal, else a line for every tenth. */
final class Progress {
    private static final int BAR_WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final String title;
    private final int total;
    private int done;

    Progress(PrintStream out, boolean terminal, String title, int total) {
        this.out = out;
        this.terminal = terminal;
        this.title = title;
        this.total = total;
    }

    static Progress onConsole(int total) {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Progress(System.out, terminal, "Loading the sample retailer", total);
    }

    /** One more is done. Not for use by two threads at a time. */
    void step() {
        int before = percent();
        done++;
        int now = percent();
        if (terminal && now > before) {
            int filled = BAR_WIDTH * now / 100;
            out.printf(
                    Locale.ROOT,
                    "\r%s [%s%s] %3d %%  %,d of %,d%s",
                    title,
                    "#".repeat(filled),
                    ".".repeat(BAR_WIDTH - filled),
                    now,
                    done,
                    total,
                    done == total ? "\n" : "");
            out.flush();
        } else if (now / 10 > before / 10) {
            out.printf(Locale.ROOT, "%s: %d %%, %,d of %,d%n", title, now, done, total);
        }
    }

    private int percent() {
        return (int) (100L * done / total);
    }
}
