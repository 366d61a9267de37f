package io.omnihub.replenishment;

import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That an item should be bought, because no place has enough of it.
 *
 * @param value of what is sold and would otherwise not be, on average over the horizon
 * @param places what each of them lacks, the most missed first; none: there is nothing to buy any more
 */
public record PurchaseSuggestion(Sku sku, Money value, List<Lack> places, UUID runId, Instant suggestedAt) {
    public static final Table<Sku, PurchaseSuggestion> TABLE = new Table<>("replenishment-purchase", 395);

    /** Units that a place lacks. */
    public record Lack(LocationCode location, long quantity, List<Reason> reasons, Proposal.End place) {
        public Lack {
            reasons = reasons.stream().sorted().toList();
        }
    }

    public PurchaseSuggestion {
        places = List.copyOf(places);
    }

    public long quantity() {
        return places.stream().mapToLong(Lack::quantity).sum();
    }
}
