package io.omnihub.customer;

import io.omnihub.kernel.ChannelCode;
import java.util.Set;

/** What became of what a customer has said. */
public sealed interface PutConsentsResult {
    record Done() implements PutConsentsResult {}

    /** {@code not-found} */
    record Unknown() implements PutConsentsResult {}

    /** {@code customer-erased} */
    record Erased() implements PutConsentsResult {}

    /** {@code unknown-channel} */
    record UnknownChannels(Set<ChannelCode> codes) implements PutConsentsResult {}
}
