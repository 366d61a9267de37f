package io.omnihub.shell;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends one file, shows how far it has come, and says what was rejected. */
final class Sending {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int BAR_WIDTH = 30;
    private static final String EVENT = "event:";
    private static final String DATA = "data:";

    private final HubAddress hub;
    private final Arguments arguments;
    private final SourceFile file;
    private final PrintStream out;
    private final PrintStream errors;
    private final boolean terminal =
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    private long shownPercent = -1;
    private int end = FileCommands.FAILED;

    Sending(HubAddress hub, Arguments arguments, SourceFile file, PrintStream out, PrintStream errors) {
        this.hub = hub;
        this.arguments = arguments;
        this.file = file;
        this.out = out;
        this.errors = errors;
    }

    /** What a process that sends this file alone ends with. */
    int run() throws InterruptedException {
        try {
            HttpResponse<Stream<String>> answer = hub.send(file, arguments);
            try (Stream<String> lines = answer.body()) {
                if (answer.statusCode() == HubAddress.OK) {
                    follow(lines.iterator());
                } else {
                    refused(lines.collect(Collectors.joining("\n")));
                }
            }
        } catch (IOException | UncheckedIOException failure) {
            errors.println(file.name() + ": the connection is lost, send it again to go on: " + failure.getMessage());
        }
        return end;
    }

    private void follow(Iterator<String> lines) {
        String event = "";
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(EVENT)) {
                event = line.substring(EVENT.length());
            } else if (line.startsWith(DATA)) {
                tell(event, JSON.readTree(line.substring(DATA.length())));
            }
        }
        if (end == FileCommands.FAILED) {
            errors.println(file.name() + ": not carried out to its end; send it again to go on.");
        }
    }

    private void tell(String event, JsonNode data) {
        switch (event) {
            case "progress" -> progress(data);
            case "rejected" ->
                out.printf(
                        Locale.ROOT,
                        "%s%s:%d %s %s '%s': %s%n",
                        terminal ? "\r" : "",
                        file.name(),
                        data.path("line").asLong(),
                        data.path("field").asString(),
                        data.path("code").asString(),
                        data.path("found").asString(),
                        data.path("detail").asString());
            case "completed" -> completed(data);
            default -> errors.println(file.name() + ": " + data.path("detail").asString());
        }
    }

    /** On a terminal a bar that is written over, else a line for every tenth. */
    private void progress(JsonNode data) {
        long lines = Math.max(1, data.path("lines").asLong());
        long percent = Math.min(100, 100 * data.path("line").asLong() / lines);
        if (terminal && percent > shownPercent) {
            int filled = (int) (BAR_WIDTH * percent / 100);
            out.printf(
                    Locale.ROOT,
                    "\r%s [%s%s] %3d %%",
                    file.name(),
                    "#".repeat(filled),
                    ".".repeat(BAR_WIDTH - filled),
                    percent);
            out.flush();
            shownPercent = percent;
        } else if (!terminal && percent / 10 > shownPercent / 10) {
            out.printf(Locale.ROOT, "%s: %d %%%n", file.name(), percent);
            shownPercent = percent;
        }
    }

    private void completed(JsonNode data) {
        long rejected = data.path("rejected").asLong();
        out.printf(
                Locale.ROOT,
                "%s%s: %s%,d accepted, %,d unchanged, %,d rejected%n",
                terminal ? "\n" : "",
                file.name(),
                data.path("repeated").asBoolean() ? "imported before, nothing was done; then " : "",
                data.path("accepted").asLong(),
                data.path("unchanged").asLong(),
                rejected);
        end = rejected > 0 ? FileCommands.REJECTED : FileCommands.DONE;
    }

    private void refused(String body) {
        String detail = body;
        try {
            JsonNode problem = JSON.readTree(body);
            detail = problem.path("code").asString() + ": "
                    + problem.path("detail").asString();
        } catch (JacksonException notJson) {
            // Shown as it is.
        }
        errors.println(file.name() + ": " + detail);
    }
}
