package io.omnihub.sample;

import java.util.Map;
import reactor.core.publisher.Mono;

/** Brings parcels to their customers. */
final class Carrier {
    static final String NAME = "Royal Mail";

    private final HubClient hub;

    Carrier(HubClient hub) {
        this.hub = hub;
    }

    /** Whether it has arrived; it has not where the hub knows better, for instance because somebody was faster. */
    Mono<Boolean> deliver(String part) {
        return hub.post("sample-" + part + "-deliver", Map.of(), "/api/v1/fulfillment-orders/{id}/deliver", part)
                .map(HubReply.Done.class::isInstance);
    }
}
