package io.omnihub.order;

import io.omnihub.catalog.Location;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import io.omnihub.inventory.AwaitedStock;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Has those who wait looked after from the first, SKU by SKU, because places can serve now what they could not. Where there
 * are more SKUs, it goes on behind the last. Results in whether anybody waits for what there is.
 *
 * @param place the location where there is some of these SKUs, or {@link Location#ANYWHERE}
 * @param skus in their order, at most {@value #AT_ONCE}
 */
record WakeWaiting(UUID id, String place, List<Sku> skus) implements Command<Boolean> {
    static final int AT_ONCE = 500;

    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads();
    }

    @Override
    public Decision<Boolean> decide(View view, Instant now) {
        if (skus.isEmpty()) {
            return new Decision.Refuse<>(false);
        }
        var changes = new Changes();
        for (int i = 0; i < skus.size(); i++) {
            stage(i + 1, ServeWaiting.FURTHER, AwaitedStock.subject(skus.get(i), ServeWaiting.NOBODY), now, changes);
        }
        if (skus.size() == AT_ONCE) {
            String further = new Onwards(place, skus.getLast().value()).subject();
            stage(AT_ONCE + 1, Location.OPENED_WORK, further, now, changes);
        }
        return new Decision.Accept<>(true, id, changes);
    }

    private void stage(int ordinal, String kind, String subject, Instant now, Changes changes) {
        DueWork.at(now, Ids.derive(id, ordinal), kind, subject, now).stage(changes);
    }
}
