package io.omnihub.customer;

import io.omnihub.engine.Reads;
import java.util.UUID;

/** Who somebody was found to be. */
public sealed interface Resolution {
    /** The command's decision is to ask for these rows, and to resolve again. */
    record Unread(Reads more) implements Resolution {}

    /** @param created whether nobody knew any of the keys: a customer was made */
    record Known(UUID customer, boolean created) implements Resolution {}

    /** Nothing was shown that tells one person from another. */
    record Nobody() implements Resolution {}
}
