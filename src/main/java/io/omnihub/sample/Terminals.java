package io.omnihub.sample;

import io.omnihub.kernel.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/**
 * The terminals of all locations. Like the rest of the sample they keep nothing: one that an earlier run enrolled gets a new
 * secret and goes on with its journal where the hub says that it is; where there is none, one is enrolled.
 */
final class Terminals {
    private static final Logger log = LoggerFactory.getLogger(Terminals.class);
    private static final String NAME = "Sample terminal";

    /** From one customer at a counter to the next, at one order a second; at another pace in proportion. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private static final Duration SHORTEST_MOMENT = Duration.ofMillis(200);

    private final int port;
    private final HubClient hub;
    private final List<SampleLocation> locations;
    private final Map<String, Money> prices;
    private final Clearance clearance;
    private final Duration moment;
    private final Tally tally;

    /** @param port where the hub listens for RSocket */
    Terminals(
            int port,
            HubClient hub,
            Survey survey,
            List<SampleLocation> locations,
            Clearance clearance,
            double ordersPerSecond,
            Tally tally) {
        this.port = port;
        this.hub = hub;
        this.locations = List.copyOf(locations);
        this.prices = survey.items().stream()
                .collect(Collectors.toMap(
                        Assortment.Item::sku, item -> Bodies.item(item).unitPrice()));
        this.clearance = clearance;
        this.moment = moment(ordersPerSecond);
        this.tally = tally;
    }

    static Duration moment(double ordersPerSecond) {
        Duration paced = Duration.ofMillis((long) (MOMENT.toMillis() / ordersPerSecond));
        return paced.compareTo(SHORTEST_MOMENT) < 0 ? SHORTEST_MOMENT : paced;
    }

    /** A terminal that is known to the hub. */
    private record Enrolled(String id, String secret) {}

    /** Goes on until it is cancelled. What cannot be enrolled is missing; the others live. */
    Mono<Void> live() {
        return Flux.fromIterable(locations)
                .concatMap(this::start, 1)
                .collectList()
                .doOnNext(all -> log.info(
                        "{} terminals work for the sample's locations, over RSocket; those of stores sell, and are"
                                + " offline now and then",
                        all.size()))
                .flatMap(all -> Mono.when(all.stream().map(SampleTerminal::live).toList()));
    }

    private Mono<SampleTerminal> start(SampleLocation location) {
        return enrolled(location)
                .flatMap(enrolled -> nextEntry(enrolled.id()).map(next -> terminal(location, enrolled, next)))
                .onErrorResume(failure -> {
                    log.warn("There is no terminal at {}: {}", location.code(), failure.toString());
                    return Mono.empty();
                });
    }

    private SampleTerminal terminal(SampleLocation location, Enrolled enrolled, long next) {
        return new SampleTerminal(
                port,
                enrolled.secret(),
                location,
                new Counter(location.code(), prices, next),
                new LocationWork(location.code(), clearance, ending -> tally.add(ending, 1)),
                moment,
                tally);
    }

    private Mono<Enrolled> enrolled(SampleLocation location) {
        return hub.get("/api/v1/terminals?location={code}&limit=200", location.code())
                .flatMap(reply -> body("the look at the terminals", reply))
                .flatMap(page -> Mono.justOrEmpty(page.path("items")
                        .valueStream()
                        .filter(terminal -> terminal.path("name").asString("").equals(NAME))
                        .findFirst()))
                .flatMap(this::withNewSecret)
                .switchIfEmpty(Mono.defer(() -> enrol(location)));
    }

    private Mono<Enrolled> withNewSecret(JsonNode terminal) {
        String id = terminal.path("id").asString("");
        return hub.post(key(id), Map.of("overlap", "PT0S"), "/api/v1/keys/{id}/rotations", id)
                .flatMap(reply -> body("another secret", reply))
                .map(Terminals::enrolled);
    }

    private Mono<Enrolled> enrol(SampleLocation location) {
        return hub.post(
                        key(location.code()),
                        Map.of("name", NAME, "location", location.code()),
                        "/api/v1/terminals/codes")
                .flatMap(reply -> body("a code", reply))
                .flatMap(code -> hub.post(Map.of("code", code.path("code").asString("")), "/api/v1/terminals"))
                .flatMap(reply -> body("the enrolment", reply))
                .map(Terminals::enrolled);
    }

    private static Enrolled enrolled(JsonNode terminal) {
        return new Enrolled(
                terminal.required("id").stringValue(),
                terminal.required("secret").stringValue());
    }

    /** One more than the highest that the hub has heard of. */
    private Mono<Long> nextEntry(String terminal) {
        return hub.get("/api/v1/terminals/{id}/journal", terminal).flatMap(reply -> switch (reply) {
            case HubReply.Done done -> Mono.just(done.body().path("last").asLong() + 1);
            case HubReply.Refused refused when refused.status() == 404 -> Mono.just(1L);
            case HubReply.Refused refused -> refuse("the look at a journal", refused);
        });
    }

    /** What it makes is shown once: each run asks anew. */
    private static String key(String subject) {
        return "sample-terminal-" + subject + "-" + Schedulers.parallel().now(TimeUnit.MILLISECONDS);
    }

    private static Mono<JsonNode> body(String what, HubReply reply) {
        return switch (reply) {
            case HubReply.Done done -> Mono.just(done.body());
            case HubReply.Refused refused -> refuse(what, refused);
        };
    }

    private static <T> Mono<T> refuse(String what, HubReply.Refused refused) {
        return Mono.error(new IllegalStateException(
                "the hub refused " + what + ": " + refused.code() + " (" + refused.status() + ")"));
    }
}
