package io.omnihub.replenishment;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.Optional;

/**
 * Which proposals are asked for: what has all of what is given, a page of it.
 *
 * @param location where they leave or go to
 * @param after the {@code next} of the page before
 */
public record ProposalFilter(
        Optional<LocationCode> location, Optional<Sku> sku, ProposalState state, Optional<String> after, int limit) {}
