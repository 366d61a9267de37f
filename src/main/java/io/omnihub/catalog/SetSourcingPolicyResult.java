package io.omnihub.catalog;

/** What became of new rules for sourcing. */
public sealed interface SetSourcingPolicyResult {
    /** The channel has these rules now, or had them already. */
    record Done() implements SetSourcingPolicyResult {}

    /** {@code not-found}. */
    record UnknownChannel() implements SetSourcingPolicyResult {}

    /** {@code version-mismatch}: somebody else has made others. */
    record VersionMismatch(long current) implements SetSourcingPolicyResult {}
}
