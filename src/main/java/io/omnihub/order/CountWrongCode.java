package io.omnihub.order;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentStep;
import io.omnihub.fulfillment.OrderFulfillment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Counts a wrong collection code. It is a command apart from the refused one, because a refusal changes nothing and keeps
 * no key: the customer may still show the right code under the same one.
 */
record CountWrongCode(UUID id, FulfillmentOrder known) implements Command<Boolean> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(OrderFulfillment.TABLE, Set.of(known.orderId()));
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        OrderFulfillment fulfillment = OrderFulfillment.of(known.orderId(), view);
        Optional<FulfillmentOrder> part =
                fulfillment.part(known.id()).filter(found -> found.allows(FulfillmentStep.COLLECT));
        if (part.isEmpty()) {
            return new Decision.Refuse<>(false);
        }
        var changes = new Changes();
        fulfillment.withWrongTry(part.get(), changes);
        return new Decision.Accept<>(true, known.id(), changes);
    }
}
