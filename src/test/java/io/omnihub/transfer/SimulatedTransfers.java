package io.omnihub.transfer;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import java.util.List;
import java.util.UUID;

/** The wishes for transfers of a simulated retailer. */
public final class SimulatedTransfers {
    private SimulatedTransfers() {}

    public static Command<?> create(UUID id, Actor actor, NewTransfer wanted) {
        return new CreateTransfer(id, actor, wanted, List.of(new CommandKey("transfer", wanted.reference(), id)));
    }

    /** One that another command makes. */
    public static Command<CreateTransferResult> making(UUID id, Actor actor, NewTransfer wanted) {
        return new CreateTransfer(id, actor, wanted, List.of());
    }
}
