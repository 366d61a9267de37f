package io.omnihub.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Brings parcels to their customers. It asks the hub what is under way, again and again, so that no parcel depends on
 * whether the terminal that sent it is still online.
 */
final class Carrier {
    static final String NAME = "Royal Mail";
    static final String PARTS_DELIVERED = "parts delivered";

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Carrier.class);
    private static final String SHIPPED = "/api/v1/fulfillment-orders?state=shipped&limit=200";

    private final HubClient hub;
    private final Clearance clearance;
    private final Tally tally;

    Carrier(HubClient hub, Clearance clearance, Tally tally) {
        this.hub = hub;
        this.clearance = clearance;
        this.tally = tally;
    }

    /** Goes on until it is cancelled. */
    Mono<Void> live() {
        return Flux.interval(PAUSE)
                .onBackpressureDrop()
                .concatMap(_ -> round(), 1)
                .then();
    }

    private Mono<Void> round() {
        return hub.get(SHIPPED)
                .expand(page -> after(page).flatMap(next -> hub.get(SHIPPED + "&after={next}", next)))
                .concatMapIterable(Carrier::parts)
                .filter(clearance::coversPart)
                .concatMap(part -> deliver(part.path("id").asString("")), 1)
                .then()
                .onErrorResume(failure -> {
                    log.warn("The carrier's round was cut short: {}", failure.toString());
                    return Mono.empty();
                });
    }

    private static Mono<String> after(HubReply page) {
        return page instanceof HubReply.Done done
                ? Mono.justOrEmpty(done.body().path("next").stringValueOpt())
                : Mono.empty();
    }

    private static Iterable<JsonNode> parts(HubReply page) {
        return page instanceof HubReply.Done done ? done.body().path("items") : List.of();
    }

    /** It has not arrived where the hub knows better, for instance because somebody was faster. */
    private Mono<HubReply> deliver(String part) {
        return hub.post("sample-" + part + "-deliver", Map.of(), "/api/v1/fulfillment-orders/{id}/deliver", part)
                .doOnNext(reply -> {
                    if (reply instanceof HubReply.Done) {
                        tally.add(PARTS_DELIVERED, 1);
                    }
                });
    }
}
