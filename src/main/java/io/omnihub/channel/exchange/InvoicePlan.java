package io.omnihub.channel.exchange;

import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.channel.Requests;
import io.omnihub.channel.storefront.OrderRefusals;
import io.omnihub.engine.Actor;
import io.omnihub.engine.CommandKey;
import io.omnihub.exchange.Fault;
import io.omnihub.exchange.ImportRow;
import io.omnihub.exchange.Imports;
import io.omnihub.exchange.InvoiceLine;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import io.omnihub.order.CancelOrderResult;
import io.omnihub.order.Cancellation;
import io.omnihub.order.NewOrder;
import io.omnihub.order.Order;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.OrderLine;
import io.omnihub.order.Orders;
import io.omnihub.order.PlaceOrderResult;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Takes the invoices of Online Retail as they are. Its items are made where there are none of their codes; its sales are
 * recorded as completed orders; a cancellation, which does not say what it cancels, takes each of its lines off the latest
 * earlier order of the same customer that has so many units of the item left.
 */
@Component
class InvoicePlan {
    private static final int AT_A_TIME = 128;
    private static final int MAX_NAME = 200;
    private static final String CURRENCY = "GBP";
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final Catalogs catalogs;
    private final Orders orders;
    private final Requests requests;

    InvoicePlan(Catalogs catalogs, Orders orders, Requests requests) {
        this.catalogs = catalogs;
        this.orders = orders;
        this.requests = requests;
    }

    /** The item of a line, where that is sold for a price. */
    ImportRow item(long at, JsonNode row, Actor actor) {
        InvoiceLine line;
        try {
            line = Invoice.read(row);
        } catch (IllegalArgumentException unreadable) {
            return new ImportRow.Rejected(at, Invoice.unreadable(unreadable, row));
        }
        if (!line.isGoods() || !Sku.isValid(line.code())) {
            return new ImportRow.Rejected(
                    at, Invoice.fault(row, "StockCode", "not-goods", "Postage, a fee, a discount or the like."));
        }
        if (line.unitPrice() < 1 || line.unitPrice() > Money.MAX_PRICE) {
            return new ImportRow.Rejected(at, Invoice.fault(row, "UnitPrice", "no-price", "There is no price."));
        }
        String name = Text.isValid(line.description(), 1, MAX_NAME) ? line.description() : "Item " + line.code();
        var item = new Item(
                new Sku(line.code()),
                name,
                EntryState.ACTIVE,
                Optional.of(new Money(line.unitPrice(), CURRENCY)),
                List.of(),
                0);
        return new ImportRow.Planned<>(at, catalogs.making(actor, item), _ -> Optional.empty());
    }

    /** All sales of a chunk first, then its cancellations in their order. */
    Mono<List<ImportRow>> of(List<FileRow> rows, Actor actor, ChannelCode channel) {
        List<ImportRow> outcomes = new ArrayList<>();
        List<Invoice> invoices = new ArrayList<>();
        for (FileRow row : rows) {
            switch (row) {
                case FileRow.Unreadable(var line, var fault) -> outcomes.add(new ImportRow.Rejected(line, fault));
                case FileRow.Content(var line, var _, var content) -> invoices.add(Invoice.of(line, content));
            }
        }
        invoices.forEach(invoice -> outcomes.addAll(invoice.rejected()));
        Flux<ImportRow> sales = Flux.fromIterable(invoices)
                .filter(invoice -> !invoice.sold().isEmpty())
                .flatMapSequential(invoice -> record(invoice, actor, channel), AT_A_TIME);
        Flux<ImportRow> cancellations = Flux.fromIterable(invoices)
                .concatMap(invoice -> Flux.range(0, invoice.cancelled().size())
                        .concatMap(i -> cancel(invoice.cancelled().get(i), i, actor, channel)));
        return Flux.concat(Flux.fromIterable(outcomes), sales, cancellations).collectList();
    }

    private Mono<ImportRow> record(Invoice invoice, Actor actor, ChannelCode channel) {
        InvoiceLine first = invoice.sold().getFirst().content();
        List<NewOrder.Line> lines = invoice.sold().stream()
                .map(Invoice.Line::content)
                .map(line -> new NewOrder.Line(new Sku(line.code()), line.quantity(), line.unitPrice()))
                .toList();
        if (lines.size() > Order.MAX_LINES || !NewOrder.isTotalInRange(lines, List.of())) {
            return Mono.just(new ImportRow.Rejected(
                    invoice.line(),
                    new Fault("/InvoiceNo", "too-many-lines", first.invoice(), "It has more lines than an order.")));
        }
        var order = new NewOrder(
                channel,
                first.invoice(),
                CURRENCY,
                lines,
                InvoiceCountry.recipient(first),
                true,
                false,
                List.of(),
                List.of(),
                false);
        return Mono.defer(() -> orders.recordInBulk(
                        actor.id(), order, time(first), first.customer(), requests.fingerprint(order)))
                .retryWhen(Imports.retry())
                .map(result -> outcome(invoice, order, result));
    }

    private static ImportRow outcome(Invoice invoice, NewOrder order, PlaceOrderResult result) {
        return switch (result) {
            case PlaceOrderResult.Placed(var _, boolean repeated) ->
                repeated ? new ImportRow.Unchanged(invoice.line()) : new ImportRow.Accepted(invoice.line());
            case PlaceOrderResult.Refused refused -> {
                var problem = OrderRefusals.of(refused, order, Optional.empty()).problem();
                yield new ImportRow.Rejected(
                        invoice.line(),
                        new Fault(
                                "/InvoiceNo",
                                problem.code(),
                                order.externalId(),
                                problem.errors().isEmpty()
                                        ? problem.detail()
                                        : problem.errors().getFirst().detail()));
            }
        };
    }

    /** @param ordinal of the line among those of its invoice, which are cancelled one by one */
    private Mono<ImportRow> cancel(Invoice.Line cancelled, int ordinal, Actor actor, ChannelCode channel) {
        InvoiceLine line = cancelled.content();
        var key = new CommandKey("invoice:" + channel, line.invoice() + ":" + ordinal, requests.fingerprint(line));
        return orders.isCancelled(key)
                .flatMap(done -> done
                        ? Mono.just(new ImportRow.Unchanged(cancelled.line()))
                        : cancelLatest(cancelled, actor, channel, key));
    }

    private Mono<ImportRow> cancelLatest(Invoice.Line cancelled, Actor actor, ChannelCode channel, CommandKey key) {
        InvoiceLine line = cancelled.content();
        long units = -(long) line.quantity();
        return Mono.justOrEmpty(line.customer())
                .flatMapMany(customer -> orders.recordedOf(channel, customer))
                .filter(order -> order.order().placedAt().isBefore(time(line)))
                .flatMapIterable(
                        order -> matches(order, new Sku(line.code()), units).toList())
                .next()
                .flatMap(match -> Mono.defer(() -> orders.cancelInBulk(
                                actor,
                                match.order(),
                                List.of(new Cancellation.Line(match.lineNumber(), units)),
                                Optional.of("Cancelled by invoice " + line.invoice()),
                                key))
                        .retryWhen(Imports.retry()))
                .filter(result -> result instanceof CancelOrderResult.Cancelled)
                .<ImportRow>map(_ -> new ImportRow.Accepted(cancelled.line()))
                .defaultIfEmpty(new ImportRow.Rejected(
                        cancelled.line(),
                        new Fault(
                                "/StockCode",
                                "cancellation-without-order",
                                line.code(),
                                "The customer has no earlier order here with so many units of it.")));
    }

    /** A line that a cancellation can mean. */
    private record Match(OrderDetails order, int lineNumber) {}

    private static Stream<Match> matches(OrderDetails order, Sku sku, long units) {
        return order.order().lines().stream()
                .filter(line -> line.sku().equals(sku) && line.current() >= units)
                .map(OrderLine::lineNumber)
                .map(number -> new Match(order, number));
    }

    private static Instant time(InvoiceLine line) {
        return line.time().atZone(ZONE).toInstant();
    }
}
