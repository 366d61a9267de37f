package io.omnihub.catalog;

import java.util.EnumSet;
import java.util.List;

/**
 * Strict rules: the first criterion decides, the next one among its equals, and so on.
 *
 * @param costs what {@link Criterion#LOWEST_COST} and the explanation go by
 */
public record LexicographicPolicy(List<Criterion> criteria, CostPolicy costs) implements Scoring {
    public LexicographicPolicy {
        criteria = List.copyOf(criteria);
        if (criteria.isEmpty()) {
            throw new IllegalArgumentException("a policy of rules names at least one criterion");
        }
        if (EnumSet.copyOf(criteria).size() < criteria.size()) {
            throw new IllegalArgumentException("a policy of rules names each criterion once");
        }
    }
}
