package io.omnihub.journal;

import io.omnihub.engine.Command;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.Rows;
import io.omnihub.inventory.Deficit;
import java.util.List;
import java.util.UUID;

/** What looks after deficits of a simulated retailer, which has no terminals. */
public final class SimulatedDeficits {
    private SimulatedDeficits() {}

    public static List<Rows<?, ?>> tables() {
        return List.of(new MemoryRows<>(OpenGap.TABLE));
    }

    /** @param subject of due work of {@link Deficit#SETTLE} */
    public static Command<?> settle(UUID id, String subject) {
        return new SettleDeficit(id, Deficit.cell(subject));
    }
}
