package io.omnihub.returns;

import io.omnihub.kernel.Sku;
import java.util.Set;

/** What became of a new policy; refusals in the order in which they are looked for. */
public sealed interface PutReturnPolicyResult {
    record Put(ReturnPolicy policy) implements PutReturnPolicyResult {}

    /** {@code not-found} */
    record UnknownChannel() implements PutReturnPolicyResult {}

    /** {@code unknown-item} */
    record UnknownItems(Set<Sku> skus) implements PutReturnPolicyResult {}

    /** {@code version-mismatch} */
    record OtherVersion(long version) implements PutReturnPolicyResult {}
}
