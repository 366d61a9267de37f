package io.omnihub.scarcity;

import io.omnihub.fulfillment.CapacityQueries;
import io.omnihub.sourcing.Outlook;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the planner is told besides the stock. */
@Component
public class Outlooks {
    private final CapacityQueries capacity;
    private final ShadowPriceListener listener;

    Outlooks(CapacityQueries capacity, ShadowPriceListener listener) {
        this.capacity = capacity;
        this.listener = listener;
    }

    /** As this replica knows it, at most some seconds old. */
    public Mono<Outlook> now() {
        return capacity.unitsToday().map(units -> new Outlook(units, listener.prices()));
    }
}
