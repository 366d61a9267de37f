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
 * @param location where there is some of these SKUs; empty for anywhere
 * @param skus in their order, at most {@value #AT_ONCE}
 */
record WakeWaiting(UUID id, String location, List<Sku> skus) implements Command<Boolean> {
    static final int AT_ONCE = 500;

    private static final char SEPARATOR = '/';

    /**
     * Empty for all of them.
     *
     * @param subject of the due work: a location's code or {@link Location#ANYWHERE}, and behind a separator the SKU that it
     *     goes on from
     */
    static String location(String subject) {
        int end = subject.indexOf(SEPARATOR);
        String location = end < 0 ? subject : subject.substring(0, end);
        return location.equals(Location.ANYWHERE) ? "" : location;
    }

    static String after(String subject) {
        int end = subject.indexOf(SEPARATOR);
        return end < 0 ? "" : subject.substring(end + 1);
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
    public Decision<Boolean> decide(View view, Instant now) {
        if (skus.isEmpty()) {
            return new Decision.Refuse<>(false);
        }
        var changes = new Changes();
        for (int i = 0; i < skus.size(); i++) {
            stage(i + 1, ServeWaiting.FURTHER, AwaitedStock.subject(skus.get(i), ServeWaiting.NOBODY), now, changes);
        }
        if (skus.size() == AT_ONCE) {
            String further = (location.isEmpty() ? Location.ANYWHERE : location) + SEPARATOR + skus.getLast();
            stage(AT_ONCE + 1, Location.OPENED_WORK, further, now, changes);
        }
        return new Decision.Accept<>(true, id, changes);
    }

    private void stage(int ordinal, String kind, String subject, Instant now, Changes changes) {
        DueWork.at(now, Ids.derive(id, ordinal), kind, subject, now).stage(changes);
    }
}
