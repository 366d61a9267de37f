package io.omnihub.channel.exchange;

import io.omnihub.channel.Requests;
import io.omnihub.exchange.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** A JSON object on each line. Empty lines are passed over; a line that is not JSON is a row that cannot be read. */
final class NdjsonReader implements RowReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final BufferedReader lines;
    private final boolean personal;
    private long line;

    /** @param personal whether rows have personal data, which is not shown */
    NdjsonReader(InputStream file, boolean personal) {
        this.personal = personal;
        this.lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            line++;
            String content =
                    line == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
            if (!content.isBlank()) {
                return Optional.of(read(content));
            }
        }
        return Optional.empty();
    }

    private FileRow read(String content) {
        try {
            return new FileRow.Content(line, content.length(), Requests.strict().readTree(content));
        } catch (JacksonException malformed) {
            var where = malformed.getLocation();
            return new FileRow.Unreadable(
                    line,
                    new Fault(
                            "",
                            "malformed-json",
                            personal ? "" : content,
                            "Reading stopped at column %d. Write one JSON object."
                                    .formatted(where == null ? 1 : where.getColumnNr())));
        }
    }
}
