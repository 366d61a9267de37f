package io.omnihub.channel.exchange;

import io.omnihub.channel.Field;
import io.omnihub.engine.Actor;
import io.omnihub.exchange.ImportRow;
import io.omnihub.kernel.ProblemException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The plan of each kind. */
@Component
class RowPlans {
    private final CatalogPlan catalog;
    private final StockPlan stock;
    private final OrderPlan orders;
    private final InvoicePlan invoices;

    RowPlans(CatalogPlan catalog, StockPlan stock, OrderPlan orders, InvoicePlan invoices) {
        this.invoices = invoices;
        this.orders = orders;
        this.catalog = catalog;
        this.stock = stock;
    }

    RowPlan of(ImportOptions options) {
        if (options.retail()) {
            return options.channel()
                    .<RowPlan>map(channel -> (rows, _, actor) -> invoices.of(rows, actor, channel))
                    .orElseGet(() -> each(invoices::item));
        }
        return switch (options.kind()) {
            case ITEMS -> each(catalog::item);
            case LOCATIONS -> each(catalog::location);
            case CHANNELS -> each(catalog::channel);
            case STOCK ->
                (rows, in, actor) -> each((line, content, _) -> stock.level(line, content, in))
                        .of(rows, in, actor);
            case ORDERS -> orders;
        };
    }

    /** Reads what a row says; a refusal of its fields is a fault of the row. */
    @FunctionalInterface
    interface Reading {
        ImportRow read(long line, JsonNode content, Actor actor);
    }

    /** A plan for rows that stand by themselves. */
    private static RowPlan each(Reading reading) {
        return (rows, _, actor) -> Mono.fromSupplier(
                () -> rows.stream().map(row -> read(row, reading, actor)).toList());
    }

    static ImportRow read(FileRow row, Reading reading, Actor actor) {
        return switch (row) {
            case FileRow.Unreadable(var line, var fault) -> new ImportRow.Rejected(line, fault);
            case FileRow.Content(var line, var _, var content) -> {
                try {
                    Field.of(content).requireObject();
                    yield reading.read(line, content, actor);
                } catch (ProblemException refusal) {
                    yield new ImportRow.Rejected(line, Faults.of(refusal, content));
                }
            }
        };
    }
}
