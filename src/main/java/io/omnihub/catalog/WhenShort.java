package io.omnihub.catalog;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stores do for a channel that runs short of an item. It is short where fewer units than a mark would be left in its own
 * pool, after what is wanted.
 *
 * @param below the mark, in units of one item over the channel's pool; 0: short is what the pool cannot serve
 * @param locations whose stock is offered, the preferred one first; none of them is in the pool
 * @param keep units of the item that each of them keeps; 0 with {@link Rule#POOL}
 * @param refill what is made of it, with {@link Rule#TRANSFER} alone
 */
public record WhenShort(Rule rule, long below, List<LocationCode> locations, long keep, Optional<Refill> refill) {
    public enum Rule implements Wire {
        /** They join the pool. */
        POOL,
        /** They join it with what they have above what they keep. */
        THRESHOLD,
        /** They send it to a location of the pool. */
        TRANSFER
    }

    /**
     * Where goods are sent.
     *
     * @param to a location of the pool
     * @param upTo how many units the pool is to have then; more than the mark, so that the next order does not make the next
     *     transfer
     */
    public record Refill(LocationCode to, long upTo) {}

    public WhenShort {
        locations = List.copyOf(locations);
        if (locations.isEmpty() || new HashSet<>(locations).size() < locations.size()) {
            throw new IllegalArgumentException("stores that help are some, each once");
        }
        if (below < 0 || keep < 0 || (rule == Rule.POOL && keep > 0)) {
            throw new IllegalArgumentException("a mark and what is kept are at least 0, and a pool keeps nothing back");
        }
        if ((rule == Rule.TRANSFER) != refill.isPresent()) {
            throw new IllegalArgumentException("goods are sent somewhere where they are sent, and nowhere else");
        }
        long mark = below;
        if (refill.filter(wanted -> mark < 1 || wanted.upTo <= mark).isPresent()) {
            throw new IllegalArgumentException("what is refilled is filled above a mark of at least 1");
        }
    }

    /** Whether orders of the channel are served with it where it lies. */
    public boolean joins() {
        return rule != Rule.TRANSFER;
    }

    /** Of what can be fulfilled from one of its locations, what is offered. */
    public long offered(long availableToFulfil) {
        return Math.max(0, availableToFulfil - keep);
    }

    /** Whether so many units that the pool can promise are few. */
    public boolean isShort(long left) {
        return left < below;
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("rule", rule.wire());
        facts.put("below", below);
        facts.put("locations", locations.stream().map(LocationCode::value).toList());
        facts.put("keep", keep);
        refill.ifPresent(wanted -> {
            facts.put("to", wanted.to.value());
            facts.put("upTo", wanted.upTo);
        });
        return facts;
    }
}
