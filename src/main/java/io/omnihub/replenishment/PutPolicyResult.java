package io.omnihub.replenishment;

/** What became of a policy that somebody wants. */
public sealed interface PutPolicyResult {
    record Put(ReplenishmentPolicy policy) implements PutPolicyResult {}

    /** {@code version-mismatch} */
    record OtherVersion(long version) implements PutPolicyResult {}
}
