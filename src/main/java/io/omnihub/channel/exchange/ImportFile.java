package io.omnihub.channel.exchange;

import io.omnihub.exchange.ExchangeKind;
import java.io.IOException;
import java.util.Optional;

/** A file that was received and can be read from its beginning to its end; all of its methods block. */
record ImportFile(Upload upload, ImportOptions options, FileFormat format, CheckedFile checked) {
    /** Reads all of it once, and refuses what cannot be read. */
    static ImportFile of(Upload upload, ImportOptions options, FileFormat format) throws IOException {
        var file = new ImportFile(upload, options, format, CheckedFile.of(upload.open()));
        if (format == FileFormat.CSV) {
            RowReader rows = file.rows();
            Optional<FileRow> row = rows.next();
            while (row.isPresent()) {
                row = rows.next();
            }
        }
        return file;
    }

    /** Its rows from the first on; a reader that was made before reads no further. */
    RowReader rows() throws IOException {
        RowReader rows = switch (format) {
            case NDJSON -> new NdjsonReader(upload.open(), options.kind() == ExchangeKind.ORDERS);
            case CSV -> new CsvReader(upload.open(), columns());
        };
        if (options.kind() != ExchangeKind.ORDERS) {
            return rows;
        }
        return options.retail() ? new InvoiceLines(rows) : format == FileFormat.CSV ? new OrderLines(rows) : rows;
    }

    private CsvColumns columns() {
        return options.retail() ? CsvColumns.RETAIL : CsvColumns.of(options.kind());
    }
}
