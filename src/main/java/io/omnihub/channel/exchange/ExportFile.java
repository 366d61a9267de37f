package io.omnihub.channel.exchange;

import io.omnihub.exchange.ExchangeKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.node.ObjectNode;

/** Writes rows as a file, piece by piece; each piece is handed out before the next is made. */
final class ExportFile {
    private final CsvColumns columns;
    private final boolean ofLines;
    private final FileFormat format;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStream file;

    ExportFile(ExchangeKind kind, FileFormat format, boolean packed) {
        this.columns = CsvColumns.of(kind);
        this.ofLines = kind == ExchangeKind.ORDERS;
        this.format = format;
        try {
            this.file = packed ? new GZIPOutputStream(written, true) : written;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    byte[] begin() {
        return format == FileFormat.CSV
                ? piece(csv(columns.columns().stream().map(CsvColumns.Column::name)))
                : piece("");
    }

    byte[] rows(List<ObjectNode> rows) {
        return piece(rows.stream()
                .map(row -> format == FileFormat.CSV ? lines(row) : row + "\n")
                .collect(Collectors.joining()));
    }

    byte[] end() {
        try {
            file.close();
            return written.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private byte[] piece(String text) {
        try {
            file.write(text.getBytes(StandardCharsets.UTF_8));
            byte[] piece = written.toByteArray();
            written.reset();
            return piece;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** An order has a line of the file for each of its own; what belongs to the order is repeated. */
    private String lines(ObjectNode row) {
        if (!ofLines) {
            return csv(columns.values(row).stream());
        }
        return row.path("lines")
                .valueStream()
                .map(line -> csv(columns.values(row.deepCopy().set("line", line)).stream()))
                .collect(Collectors.joining());
    }

    private static String csv(Stream<String> values) {
        return values.map(ExportFile::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(one -> one == ',' || one == '"' || one == '\r' || one == '\n')
                && value.strip().length() == value.length();
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
