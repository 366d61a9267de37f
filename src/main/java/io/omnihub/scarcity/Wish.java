package io.omnihub.scarcity;

import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Site;
import java.util.List;

/**
 * What orders are expected to want that are alike.
 *
 * @param sites from which they may be fulfilled
 * @param orders how many of them are expected
 */
record Wish(Demand demand, List<Site> sites, SourcingPolicy policy, double orders) {
    Wish {
        sites = List.copyOf(sites);
        if (!(orders > 0)) {
            throw new IllegalArgumentException("a wish that nobody has");
        }
    }
}
