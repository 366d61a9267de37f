package io.omnihub.channel.exchange;

import static java.util.Map.entry;

import io.omnihub.exchange.ExchangeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a row of JSON stands in columns: members of members have names with dots, and a value that is left out has an empty
 * cell.
 *
 * @param columns in the order in which they are written
 */
record CsvColumns(List<Column> columns) {
    /** @param name the member's, or those of the members on the way to it, with dots */
    record Column(String name, CsvCell cell) {
        List<String> path() {
            return Arrays.asList(name.split("\\.", -1));
        }
    }

    static final CsvColumns ITEMS = of(
            Map.of(
                    "unitPrice.amount", CsvCell.NUMBER,
                    "barcodes", CsvCell.LIST),
            "sku",
            "name",
            "state",
            "unitPrice.amount",
            "unitPrice.currency",
            "barcodes");
    static final CsvColumns LOCATIONS = of(
            Map.ofEntries(
                    Map.entry("position.latitude", CsvCell.NUMBER),
                    Map.entry("position.longitude", CsvCell.NUMBER),
                    Map.entry("openingHours", CsvCell.HOURS),
                    Map.entry("openingExceptions", CsvCell.EXCEPTIONS),
                    Map.entry("capabilities", CsvCell.LIST),
                    Map.entry("dailyCapacity", CsvCell.NUMBER),
                    Map.entry("leadTimeMinutes", CsvCell.NUMBER),
                    Map.entry("acceptanceRate", CsvCell.NUMBER),
                    Map.entry("acknowledgeMinutes", CsvCell.NUMBER),
                    Map.entry("collectDays", CsvCell.NUMBER),
                    Map.entry("remindDays", CsvCell.NUMBER),
                    Map.entry("countTolerance.units", CsvCell.NUMBER),
                    Map.entry("countTolerance.percent", CsvCell.NUMBER)),
            "code",
            "name",
            "kind",
            "state",
            "position.latitude",
            "position.longitude",
            "timeZone",
            "openingHours",
            "openingExceptions",
            "capabilities",
            "cutOff",
            "dailyCapacity",
            "leadTimeMinutes",
            "acceptanceRate",
            "acknowledgeMinutes",
            "collectDays",
            "remindDays",
            "countTolerance.units",
            "countTolerance.percent");
    static final CsvColumns CHANNELS = of(
            Map.of(
                    "pool", CsvCell.LIST,
                    "threshold", CsvCell.NUMBER,
                    "inboundHorizonDays", CsvCell.NUMBER,
                    "whenShort.below", CsvCell.NUMBER,
                    "whenShort.locations", CsvCell.LIST,
                    "whenShort.keep", CsvCell.NUMBER,
                    "whenShort.upTo", CsvCell.NUMBER,
                    "paymentsReported", CsvCell.FLAG),
            "code",
            "name",
            "kind",
            "state",
            "pool",
            "threshold",
            "unfillable",
            "inboundHorizonDays",
            "whenShort.rule",
            "whenShort.below",
            "whenShort.locations",
            "whenShort.keep",
            "whenShort.to",
            "whenShort.upTo",
            "paymentsReported");
    static final CsvColumns STOCK = of(
            Map.of("onHand", CsvCell.NUMBER, "unavailable", CsvCell.NUMBER, "safetyStock", CsvCell.NUMBER),
            "sku",
            "location",
            "onHand",
            "unavailable",
            "safetyStock");
    static final CsvColumns ORDERS = of(
            Map.ofEntries(
                    entry("line.quantity", CsvCell.NUMBER),
                    entry("line.unitPrice.amount", CsvCell.NUMBER),
                    entry("line.discounts", CsvCell.NESTED),
                    entry("line.taxes", CsvCell.NESTED),
                    entry("delivery.address.position.latitude", CsvCell.NUMBER),
                    entry("delivery.address.position.longitude", CsvCell.NUMBER),
                    entry("delivery.near.latitude", CsvCell.NUMBER),
                    entry("delivery.near.longitude", CsvCell.NUMBER),
                    entry("delivery.maxDistanceKm", CsvCell.NUMBER),
                    entry("allowSplit", CsvCell.FLAG),
                    entry("allowBackorder", CsvCell.FLAG),
                    entry("holds", CsvCell.LIST),
                    entry("shipping", CsvCell.NESTED),
                    entry("taxesIncluded", CsvCell.FLAG)),
            "channel",
            "externalId",
            "currency",
            "state",
            "placedAt",
            "customer.name",
            "customer.email",
            "customer.phone",
            "delivery.method",
            "delivery.address.line1",
            "delivery.address.line2",
            "delivery.address.city",
            "delivery.address.postalCode",
            "delivery.address.region",
            "delivery.address.country",
            "delivery.address.position.latitude",
            "delivery.address.position.longitude",
            "delivery.location",
            "delivery.near.latitude",
            "delivery.near.longitude",
            "delivery.maxDistanceKm",
            "delivery.collector.name",
            "allowSplit",
            "allowBackorder",
            "holds",
            "shipping",
            "taxesIncluded",
            "line.sku",
            "line.quantity",
            "line.unitPrice.amount",
            "line.unitPrice.currency",
            "line.discounts",
            "line.taxes");

    /** The columns of the data set Online Retail. */
    static final CsvColumns RETAIL = of(
            Map.of(),
            "InvoiceNo",
            "StockCode",
            "Description",
            "Quantity",
            "InvoiceDate",
            "UnitPrice",
            "CustomerID",
            "Country");

    static CsvColumns of(ExchangeKind kind) {
        return switch (kind) {
            case ITEMS -> ITEMS;
            case LOCATIONS -> LOCATIONS;
            case CHANNELS -> CHANNELS;
            case STOCK -> STOCK;
            case ORDERS -> ORDERS;
        };
    }

    /** What a column holds is text where nothing else is said. */
    private static CsvColumns of(Map<String, CsvCell> cells, String... names) {
        return new CsvColumns(Arrays.stream(names)
                .map(name -> new Column(name, cells.getOrDefault(name, CsvCell.TEXT)))
                .toList());
    }

    /** The columns that a file has, in its order. */
    Header header(List<String> names) {
        Map<String, Column> known = columns.stream().collect(Collectors.toMap(Column::name, column -> column));
        Set<String> seen = new HashSet<>();
        List<Column> given = new ArrayList<>();
        for (String name : names) {
            if (!known.containsKey(name)) {
                throw BadFile.header("There is no column '%s'; there are %s."
                        .formatted(
                                shown(name), columns.stream().map(Column::name).collect(Collectors.joining(", "))));
            }
            if (!seen.add(name)) {
                throw BadFile.header("The column '%s' stands there twice.".formatted(name));
            }
            given.add(known.get(name));
        }
        return new Header(given);
    }

    private static String shown(String name) {
        return name.codePoints().limit(60).mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** A row's values in the order of all columns. */
    List<String> values(JsonNode row) {
        return columns.stream().map(column -> value(row, column)).toList();
    }

    private static String value(JsonNode row, Column column) {
        Optional<JsonNode> found = Optional.of(row);
        for (String member : column.path()) {
            found = found.flatMap(node -> Optional.ofNullable(node.get(member)));
        }
        return found.map(column.cell()::write).orElse("");
    }

    /** The columns of one file. */
    record Header(List<Column> columns) {
        int size() {
            return columns.size();
        }

        /** @param values as many as there are columns */
        ObjectNode row(List<String> values) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).isEmpty()) {
                    put(row, columns.get(i), values.get(i));
                }
            }
            return row;
        }

        private static void put(ObjectNode row, Column column, String value) {
            List<String> path = column.path();
            ObjectNode owner = row;
            for (String member : path.subList(0, path.size() - 1)) {
                owner = owner.withObjectProperty(member);
            }
            owner.set(path.getLast(), column.cell().read(value));
        }
    }
}
