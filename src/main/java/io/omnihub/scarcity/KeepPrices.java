package io.omnihub.scarcity;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.sourcing.ShadowPrices.Price;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Writes some of the prices that a computation found, which count for nothing until it has ended.
 *
 * @param prices at most {@value #AT_ONCE}
 */
record KeepPrices(UUID id, UUID computation, List<Price> prices) implements Command<Integer> {
    static final int AT_ONCE = 1_000;

    KeepPrices {
        prices = List.copyOf(prices);
    }

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads();
    }

    @Override
    public Decision<Integer> decide(View view, Instant now) {
        var changes = new Changes();
        prices.forEach(price -> changes.append(FoundPrice.LOG, new FoundPrice(computation, price)));
        return new Decision.Accept<>(prices.size(), id, changes);
    }
}
