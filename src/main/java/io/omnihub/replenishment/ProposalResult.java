package io.omnihub.replenishment;

import io.omnihub.kernel.LocationCode;
import java.util.Set;

/** What became of a proposal that was to be accepted or dismissed; refusals in the order in which they are looked for. */
public sealed interface ProposalResult {
    /** @param repeated whether an earlier request with its key did it */
    record Settled(Proposal proposal, boolean repeated) implements ProposalResult {}

    /** {@code idempotency-key-reused} */
    record KeyReused() implements ProposalResult {}

    /** {@code step-not-allowed}: it is settled already. */
    record NotAllowed(Proposal proposal) implements ProposalResult {}

    /** {@code version-mismatch} */
    record OtherVersion(long version) implements ProposalResult {}

    /** {@code insufficient-stock}: its source has only so many units that may be promised. */
    record Insufficient(Proposal proposal, long available) implements ProposalResult {}

    /** {@code location-paused}: one of its places takes no part any more. */
    record InactivePlaces(Set<LocationCode> places) implements ProposalResult {}
}
