package io.omnihub.fulfillment;

import java.util.Optional;
import java.util.UUID;

/**
 * A part that its location has not acknowledged.
 *
 * @param timer the due work whose time is not over before the part's own; empty where any may end it
 */
public record Unacknowledged(UUID id, Optional<UUID> timer) {
    /** Of due work of the kind {@link FulfillmentWork#ACKNOWLEDGE_BY} that ends its time in the place of that timer. */
    public String subject() {
        return timer.map(work -> FulfillmentWork.ending(id, work)).orElseGet(id::toString);
    }
}
