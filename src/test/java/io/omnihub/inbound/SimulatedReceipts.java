package io.omnihub.inbound;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.Rows;
import io.omnihub.kernel.Versions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a simulated retailer's suppliers are to deliver. */
public final class SimulatedReceipts {
    public final MemoryRows<String, ExpectedReceipt> receipts = new MemoryRows<>(ExpectedReceipt.TABLE);

    public List<Rows<?, ?>> tables() {
        return List.of(receipts);
    }

    public static Command<?> put(UUID id, Actor actor, NewReceipt wanted, Optional<Versions> expected) {
        return new PutReceipt(id, actor, wanted, expected);
    }

    public static Command<?> carryOut(
            UUID id, Actor actor, ExpectedReceipt receipt, ReceiptStep step, Optional<Versions> expected) {
        return new CarryOutReceipt(
                id, actor, receipt, step, expected, List.of(new CommandKey("receipt", id.toString(), id)));
    }

    /** Empty for what is no work about a receipt. */
    public Optional<Command<?>> effect(UUID id, DueWork work) {
        return work.kind().equals(ExpectedReceipt.LATE_WORK)
                ? receipts.find(work.subject())
                        .map(receipt -> new CarryOutReceipt(
                                id,
                                Actor.hub(work.id()),
                                receipt,
                                new ReceiptStep.FindLate(),
                                Optional.empty(),
                                List.of()))
                : Optional.empty();
    }
}
