package io.omnihub.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How one plan is found better than another. Equals are decided by the fewest parts, the least distance, the pool. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CostPolicy.class, name = "cost"),
    @JsonSubTypes.Type(value = LexicographicPolicy.class, name = "rules")
})
public sealed interface Scoring permits CostPolicy, LexicographicPolicy {
    /** The prices that the cost terms of an explanation come from. */
    CostPolicy costs();
}
