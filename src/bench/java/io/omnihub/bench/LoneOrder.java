package io.omnihub.bench;

import io.omnihub.bench.RawOrders.Way;
import java.io.IOException;
import java.time.Duration;

/** How long an order takes that is alone with the hub ÷ how long the raw client's call takes, at the median. */
final class LoneOrder implements Row {
    /** Short turns, so that what else the machine does meets both sides alike. */
    private static final int TURNS = 4;

    private final OrderSides sides;
    private final Cells cells = new Cells("order");

    LoneOrder(Servers servers) {
        this.sides = new OrderSides(servers, OrderMix.RANDOM);
    }

    @Override
    public String title() {
        return "a lone order's latency ÷ a raw call's, median";
    }

    @Override
    public Threshold threshold() {
        return Threshold.atMost(3);
    }

    @Override
    public void warmUp(Duration slice) throws IOException, InterruptedException {
        sides.hub(1, slice);
        sides.raw(1, slice, Way.CALLS);
    }

    @Override
    public double measure(int round, Duration stretch) throws IOException, InterruptedException {
        var hub = sides.hub(1, stretch.dividedBy(TURNS));
        var raw = sides.raw(1, stretch.dividedBy(TURNS), Way.CALLS);
        for (int turn = 1; turn < TURNS; turn++) {
            hub = hub.and(sides.hub(1, stretch.dividedBy(TURNS)));
            raw = raw.and(sides.raw(1, stretch.dividedBy(TURNS), Way.CALLS));
        }
        cells.add("hub, a lone order", hub);
        cells.add("raw, a lone call", raw);
        return hub.latencyMs(0.5) / raw.latencyMs(0.5);
    }

    @Override
    public String details() {
        return cells.toString();
    }
}
