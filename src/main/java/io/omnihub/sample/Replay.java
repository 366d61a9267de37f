package io.omnihub.sample;

import io.omnihub.sample.OpenSales.OrderCancellation;
import io.omnihub.sample.SampleEvent.Cancellation;
import io.omnihub.sample.SampleEvent.Line;
import io.omnihub.sample.SampleEvent.Sale;
import io.omnihub.sample.SampleEvent.WriteOff;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/**
 * Replays the days one event after the other, in the order of their times: sales as orders at the given pace,
 * which the locations' terminals then carry out, cancellations and write-offs as they come between them.
 *
 * <p>At the start it asks the hub for each sale. What comes before the last order that the hub has was done by an earlier
 * run and is only recalled; from there on everything is sent, and what the hub had done already (the cancellations right
 * after that order) it answers as a repeat. What is refused or fails is logged and left behind.
 */
final class Replay {
    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    /** Look-ups under way at a time. */
    private static final int LOOKUP_CONCURRENCY = 8;

    private static final int ORDERS_PER_SUMMARY = 50;

    static final String ORDERS = "orders";
    static final String ORDERS_PLACED = "orders placed";
    static final String UNITS_PLACED = "units placed";
    static final String ORDERS_FOUND = "orders found placed";
    static final String CANCELLATIONS = "cancellations";
    static final String CANCELLED_ORDERS = "cancelled orders";
    static final String CANCELLED_UNITS = "cancelled units";
    static final String CANCELLATIONS_WITHOUT_ORDER = "cancellations without any order";
    static final String CANCELLED_LINES_WITHOUT_ORDER = "cancelled lines without order";
    static final String WRITE_OFFS = "write-offs";
    static final String WRITTEN_OFF_UNITS = "written-off units";
    static final String FAILURES = "failures";
    static final String REPEATS = "repeats";

    private final HubClient hub;
    private final List<LocalDate> days;
    private final Towns towns;
    private final OpeningStock stock;
    private final OpenSales open;
    private final Clearance clearance;
    private final Pacer pacer;
    private final Tally tally;

    /** The orders of earlier runs, by their invoices; emptied as they are recalled. */
    private final Map<String, String> placedBefore = new HashMap<>();

    /**
     * @param clearance is given to what is to be carried out
     * @param tally of all that the sample does
     */
    Replay(
            HubClient hub,
            Survey survey,
            List<LocalDate> days,
            List<SampleLocation> locations,
            Towns towns,
            Clearance clearance,
            double ordersPerSecond,
            Tally tally) {
        this.hub = hub;
        this.days = List.copyOf(days);
        this.towns = towns;
        this.stock = new OpeningStock(locations);
        this.open = new OpenSales(survey.cancelled());
        this.clearance = clearance;
        this.pacer = new Pacer(ordersPerSecond);
        this.tally = tally;
    }

    /** Ends when the days are used up. To be subscribed to once. */
    Mono<Tally> run() {
        return lookBack().thenMany(events()).concatMap(this::replay, 1).then(Mono.fromSupplier(() -> {
            log.info("The sample's days are used up, no more orders come of it. {}", tally);
            return tally;
        }));
    }

    /** Reads one day at a time, off the threads that serve. */
    private Flux<SampleEvent> events() {
        return Flux.fromIterable(days)
                .concatMap(
                        day -> Mono.fromCallable(() -> RetailFiles.lines(day)).subscribeOn(Schedulers.boundedElastic()),
                        1)
                .concatMapIterable(lines -> Day.of(lines).events());
    }

    private Mono<Void> lookBack() {
        return events().ofType(Sale.class)
                .flatMap(
                        sale -> lookUp(sale).doOnNext(order -> {
                            idOf(order).ifPresent(id -> placedBefore.put(sale.invoice(), id));
                            clear(sale, order);
                        }),
                        LOOKUP_CONCURRENCY)
                .then(Mono.fromRunnable(() -> log.info(
                        "Replaying {} days of real orders, of which an earlier run placed {}",
                        days.size(),
                        placedBefore.size())));
    }

    /** The order that a sale became, if it did. */
    private Mono<JsonNode> lookUp(Sale sale) {
        return hub.get(
                        "/api/v1/orders?channel={channel}&externalId={invoice}",
                        SampleChannel.of(sale).code(),
                        sale.invoice())
                .flatMap(reply -> switch (reply) {
                    case HubReply.Done done ->
                        Mono.just(done.body().path("items").path(0))
                                .filter(order -> idOf(order).isPresent());
                    case HubReply.Refused refused ->
                        Mono.error(new IllegalStateException("the hub refused to look up an order: " + refused.code()
                                + " (" + refused.status() + ")"));
                });
    }

    private Mono<Void> replay(SampleEvent event) {
        if (!placedBefore.isEmpty()) {
            return Mono.fromRunnable(() -> recall(event));
        }
        Mono<Void> sent = switch (event) {
            case Sale sale -> pause().then(Mono.defer(() -> place(sale))).doOnTerminate(this::summarize);
            case Cancellation cancellation -> Mono.defer(() -> cancel(cancellation));
            case WriteOff writeOff -> Mono.defer(() -> writeOff(writeOff));
        };
        return sent.onErrorResume(failure -> {
            tally.add(FAILURES, 1);
            log.warn("Invoice {} failed: {}", event.invoice(), failure.toString());
            return Mono.empty();
        });
    }

    /** Follows what an earlier run did, so that later cancellations find the same orders. */
    private void recall(SampleEvent event) {
        switch (event) {
            case Sale sale ->
                Optional.ofNullable(placedBefore.remove(sale.invoice())).ifPresent(id -> {
                    tally.add(ORDERS_FOUND, 1);
                    open.add(sale, id);
                });
            case Cancellation cancellation -> open.match(cancellation);
            case WriteOff _ -> {}
        }
    }

    private Mono<Long> pause() {
        return Mono.defer(() -> {
            Duration wait = pacer.next(Schedulers.parallel().now(TimeUnit.NANOSECONDS));
            return wait.isZero() ? Mono.empty() : Mono.delay(wait);
        });
    }

    private Mono<Void> place(Sale sale) {
        tally.add(ORDERS, 1);
        return hub.post(Bodies.order(sale, towns.of(sale)), "/api/v1/orders")
                .doOnNext(reply -> {
                    if (reply instanceof HubReply.Done done) {
                        idOf(done.body()).ifPresent(id -> open.add(sale, id));
                        clear(sale, done.body());
                        tally.add(ORDERS_PLACED, 1);
                        tally.add(UNITS_PLACED, units(sale.lines()));
                    }
                    log.info(
                            "Order of invoice {} on {}: {} lines, {} units{}",
                            sale.invoice(),
                            SampleChannel.of(sale).code(),
                            sale.lines().size(),
                            units(sale.lines()),
                            outcome(reply, ORDERS, Replay::numberAndSources));
                })
                .then();
    }

    /** What is cancelled later waits for that; all else is carried out at once. */
    private void clear(Sale sale, JsonNode order) {
        if (!open.isCancelledLater(sale)) {
            clearance.give(order);
        }
    }

    private Mono<Void> cancel(Cancellation cancellation) {
        tally.add(CANCELLATIONS, 1);
        OpenSales.Match match = open.match(cancellation);
        if (match.unmatchedLines() > 0) {
            tally.add(CANCELLATIONS_WITHOUT_ORDER, match.orders().isEmpty() ? 1 : 0);
            tally.add(CANCELLED_LINES_WITHOUT_ORDER, match.unmatchedLines());
            log.info(
                    "Cancellation {}: {} of {} lines, {} units, find no order",
                    cancellation.invoice(),
                    match.unmatchedLines(),
                    cancellation.lines().size(),
                    match.unmatchedUnits());
        }
        return Flux.fromIterable(match.orders())
                .concatMap(order -> cancel(cancellation.invoice(), order))
                .then();
    }

    private Mono<HubReply> cancel(String invoice, OrderCancellation order) {
        return hub.post(
                        "sample-" + invoice + "-of-" + order.invoice(),
                        Bodies.cancellation(invoice, order),
                        "/api/v1/orders/{id}/cancellations",
                        order.orderId())
                .doOnNext(reply -> {
                    if (reply instanceof HubReply.Done) {
                        tally.add(CANCELLED_ORDERS, 1);
                        tally.add(CANCELLED_UNITS, order.units());
                    }
                    log.info(
                            "Cancellation {} of the order of invoice {}: {} lines, {} units{}",
                            invoice,
                            order.invoice(),
                            order.lines().size(),
                            order.units(),
                            outcome(reply, CANCELLATIONS, _ -> ""));
                });
    }

    private Mono<Void> writeOff(WriteOff writeOff) {
        String reference = "SAMPLE-WRITE-OFF-" + writeOff.invoice();
        tally.add(WRITE_OFFS, 1);
        return hub.post(Bodies.writeOff(reference, writeOff, stock), "/api/v1/stock/adjustments")
                .doOnNext(reply -> {
                    if (reply instanceof HubReply.Done) {
                        tally.add(WRITTEN_OFF_UNITS, units(writeOff.lines()));
                    }
                    log.info(
                            "Write-off {}: {} lines, {} units{}",
                            writeOff.invoice(),
                            writeOff.lines().size(),
                            units(writeOff.lines()),
                            outcome(reply, WRITE_OFFS, _ -> ""));
                })
                .then();
    }

    /** The end of a line in the log, and the count of what does not go as planned. */
    private String outcome(HubReply reply, String what, Function<JsonNode, String> details) {
        return switch (reply) {
            case HubReply.Done done
            when done.replayed() -> {
                tally.add(REPEATS, 1);
                yield details.apply(done.body()) + " (a repeat)";
            }
            case HubReply.Done done -> details.apply(done.body());
            case HubReply.Refused refused -> {
                tally.add(refused(what, refused.code()), 1);
                yield ", refused: " + refused.code();
            }
        };
    }

    /** The name under which refusals are counted. */
    static String refused(String what, String code) {
        return what + " refused (" + code + ")";
    }

    private static String numberAndSources(JsonNode order) {
        var locations = new TreeSet<String>();
        order.path("fulfillmentOrders")
                .forEach(part -> locations.add(part.path("location").asString("")));
        return ", number " + order.path("number").asString("") + ", from " + String.join(" + ", locations);
    }

    private void summarize() {
        if (tally.of(ORDERS) % ORDERS_PER_SUMMARY == 0) {
            log.info("So far: {}", tally);
        }
    }

    private static long units(List<Line> lines) {
        return lines.stream().mapToLong(Line::units).sum();
    }

    private static Optional<String> idOf(JsonNode order) {
        return order.path("id").stringValueOpt();
    }
}
