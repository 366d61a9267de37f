package io.omnihub.inbound;

import io.omnihub.kernel.Sku;
import java.util.Set;

/** What became of a step with an expected receipt; causes in order of precedence. */
public sealed interface ReceiptStepResult {
    record Done(ExpectedReceipt receipt, boolean repeated) implements ReceiptStepResult {}

    record KeyReused() implements ReceiptStepResult {}

    record OtherVersion(long version) implements ReceiptStepResult {}

    record NotAllowed(ExpectedReceipt receipt) implements ReceiptStepResult {}

    record UnknownLines(Set<Sku> skus) implements ReceiptStepResult {}
}
