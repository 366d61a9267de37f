package io.omnihub.replenishment;

import io.omnihub.kernel.Wire;

/** What became of a proposal. It leaves {@link #PROPOSED} once, and nothing else. */
public enum ProposalState implements Wire {
    PROPOSED,
    /** A transfer was made of it. */
    ACCEPTED,
    /** Somebody does not want it for now. */
    DISMISSED,
    /** A later run has not found it again. */
    SUPERSEDED
}
