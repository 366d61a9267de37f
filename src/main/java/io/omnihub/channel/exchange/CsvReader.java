package io.omnihub.channel.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvParser;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * Values between commas, in quotes where they have commas, quotes or line breaks themselves (RFC 4180), under a header that
 * names the columns in any order. Empty lines are passed over; what breaks these rules ends the file, since nobody knows
 * where the next row begins.
 */
final class CsvReader implements RowReader {
    private static final CsvMapper CSV = CsvMapper.builder(CsvFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(ImportLimits.MAX_LINE)
                            .build())
                    .build())
            .disable(CsvReadFeature.WRAP_AS_ARRAY)
            .enable(CsvReadFeature.SKIP_EMPTY_LINES)
            .build();

    /** A row's values, as texts. */
    record Values(long line, List<String> values) {
        int size() {
            return values.stream().mapToInt(String::length).sum();
        }
    }

    private final CsvParser parser;
    private final CsvColumns.Header header;

    /** Reads the header; the columns are those of the rows' kind. */
    CsvReader(InputStream file, CsvColumns columns) throws IOException {
        this.parser = parser(file);
        this.header = columns.header(values().map(Values::values)
                .orElseThrow(() -> BadFile.header("The file is empty; its first line names the columns.")));
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        return values().map(row -> {
            if (row.values().size() != header.size()) {
                throw BadFile.csv(
                        row.line(),
                        "It has %d values, the header %d. Is there a quote or comma too many or too few?"
                                .formatted(row.values().size(), header.size()));
            }
            return new FileRow.Content(row.line(), row.size(), header.row(row.values()));
        });
    }

    private static CsvParser parser(InputStream file) throws IOException {
        Reader text = new InputStreamReader(file, StandardCharsets.UTF_8);
        return (CsvParser) CSV.createParser(new WithoutMark(text));
    }

    private Optional<Values> values() {
        long begins = parser.currentLocation().getLineNr();
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            JsonToken token = parser.nextToken();
            long line = parser.currentTokenLocation().getLineNr();
            List<String> values = new ArrayList<>();
            for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                values.add(parser.getString());
            }
            return Optional.of(new Values(line, values));
        } catch (JacksonException malformed) {
            throw BadFile.csv(begins, "Its quotes do not fit, or a value is too long.");
        }
    }

    /** Takes the byte order mark away, which some programs write at the beginning. */
    private static final class WithoutMark extends java.io.FilterReader {
        private static final char MARK = '\uFEFF';
        private boolean begun;

        WithoutMark(Reader text) {
            super(text);
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (begun || read <= 0) {
                return read;
            }
            begun = true;
            if (target[offset] != MARK) {
                return read;
            }
            System.arraycopy(target, offset + 1, target, offset, read - 1);
            return read > 1 ? read - 1 : read(target, offset, length);
        }
    }
}
