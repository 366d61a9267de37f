package io.omnihub.inbound;

import io.omnihub.kernel.Sku;
import java.util.Optional;
import java.util.Set;

/** What became of announcing a delivery; causes in order of precedence. */
public sealed interface PutReceiptResult {
    record Put(ExpectedReceipt receipt, boolean created) implements PutReceiptResult {}

    /** @param current empty where there is none */
    record OtherVersion(Optional<Long> current) implements PutReceiptResult {}

    /** Nothing is expected of it any more. */
    record Over(ExpectedReceipt receipt) implements PutReceiptResult {}

    /** It comes to the location that it was announced for. */
    record OtherLocation() implements PutReceiptResult {}

    record UnknownLocation() implements PutReceiptResult {}

    record InactiveLocation() implements PutReceiptResult {}

    record UnknownItems(Set<Sku> skus) implements PutReceiptResult {}

    /** It lies in the past, or too far ahead. */
    record BadExpectation() implements PutReceiptResult {}

    /** @param skus of which more has come already */
    record BelowReceived(Set<Sku> skus) implements PutReceiptResult {}

    /** With those that are not expected any more it has more lines than it may have. */
    record TooManyLines() implements PutReceiptResult {}
}
