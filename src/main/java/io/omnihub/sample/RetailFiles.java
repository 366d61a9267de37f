package io.omnihub.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.omnihub.exchange.InvoiceLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** The files that the sample is made of; {@code sample/README.md} beside them tells where they come from. Reading blocks. */
final class RetailFiles {
    /** The days of trade, in order; there was none on the 4th. */
    static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2010, 12, 1),
            LocalDate.of(2010, 12, 2),
            LocalDate.of(2010, 12, 3),
            LocalDate.of(2010, 12, 5),
            LocalDate.of(2010, 12, 6),
            LocalDate.of(2010, 12, 7),
            LocalDate.of(2010, 12, 8));

    private static final CsvMapper CSV =
            CsvMapper.builder().disable(CsvReadFeature.WRAP_AS_ARRAY).build();
    private static final CsvSchema WITH_HEADER = CsvSchema.emptySchema().withHeader();

    private RetailFiles() {}

    /** A row as it stands in the file of a day. */
    record InvoiceRow(
            @JsonProperty("InvoiceNo") String invoiceNo,
            @JsonProperty("StockCode") String stockCode,
            @JsonProperty("Description") String description,
            @JsonProperty("Quantity") String quantity,
            @JsonProperty("InvoiceDate") String invoiceDate,
            @JsonProperty("UnitPrice") String unitPrice,
            @JsonProperty("CustomerID") String customerId,
            @JsonProperty("Country") String country) {}

    static List<SampleLocation> locations() {
        return all("locations.csv", SampleLocation.class);
    }

    static Towns towns() {
        return new Towns(all("towns.csv", Town.class));
    }

    /** The lines of one day, in the order of their times. */
    static List<InvoiceLine> lines(LocalDate day) {
        String name = day + ".csv.gz";
        var lines = new ArrayList<InvoiceLine>();
        try (InputStream packed = open(name);
                InputStream csv = new GZIPInputStream(packed)) {
            read(csv, InvoiceRow.class, row -> lines.add(line(row)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sample's " + name, e);
        }
        return lines;
    }

    private static InvoiceLine line(InvoiceRow row) {
        return InvoiceLine.of(
                row.invoiceNo(),
                row.stockCode(),
                row.description(),
                row.quantity(),
                row.invoiceDate(),
                row.unitPrice(),
                row.customerId(),
                row.country());
    }

    private static <T> List<T> all(String name, Class<T> type) {
        var rows = new ArrayList<T>();
        try (InputStream csv = open(name)) {
            read(csv, type, rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sample's " + name, e);
        }
        return List.copyOf(rows);
    }

    private static <T> void read(InputStream csv, Class<T> type, Consumer<T> consumer) {
        ObjectReader reader = CSV.readerFor(type).with(WITH_HEADER);
        try (MappingIterator<T> rows = reader.readValues(csv)) {
            rows.forEachRemaining(consumer);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream resource = RetailFiles.class.getResourceAsStream("/sample/" + name);
        if (resource == null) {
            throw new IOException("/sample/" + name + " is not on the class path");
        }
        return resource;
    }
}
