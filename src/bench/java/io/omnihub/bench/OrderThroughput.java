package io.omnihub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Orders per second over HTTP ÷ those of the raw client, each at the number of connections that suits it best. */
final class OrderThroughput implements Row {
    private static final List<Integer> HUB_CONNECTIONS = List.of(1, 8, 32, 128);
    private static final List<Integer> RAW_CONNECTIONS = List.of(1, 8, 32);

    private final OrderSides sides;
    private final OrderMix mix;
    private final RawOrders.Way way;
    private final Cells cells = new Cells("order");

    OrderThroughput(Servers servers, OrderMix mix, RawOrders.Way way) {
        this.sides = new OrderSides(servers, mix);
        this.mix = mix;
        this.way = way;
    }

    @Override
    public String title() {
        return "orders/s over HTTP ÷ " + way.title + ", " + mix.title;
    }

    @Override
    public Threshold threshold() {
        return switch (way) {
            case CALLS -> mix.hot ? Threshold.atLeast(3, 6) : Threshold.atLeast(0.8, 1.2);
            case STEPS -> mix.hot ? Threshold.atLeast(5) : Threshold.atLeast(1.5);
        };
    }

    @Override
    public void warmUp(Duration slice) throws IOException, InterruptedException {
        sides.hub(HUB_CONNECTIONS.getLast(), slice);
        sides.raw(RAW_CONNECTIONS.getLast(), slice, way);
    }

    /** The sides take turns, from few connections to many, and so does who begins. */
    @Override
    public double measure(int round, Duration stretch) throws IOException, InterruptedException {
        double hub = 0;
        double raw = 0;
        for (int i = 0; i < HUB_CONNECTIONS.size(); i++) {
            for (boolean hubsTurn : round % 2 == 0 ? List.of(true, false) : List.of(false, true)) {
                if (hubsTurn) {
                    hub = Math.max(hub, measureHub(HUB_CONNECTIONS.get(i), stretch));
                } else if (i < RAW_CONNECTIONS.size()) {
                    raw = Math.max(raw, measureRaw(RAW_CONNECTIONS.get(i), stretch));
                }
            }
        }
        return hub / raw;
    }

    @Override
    public String details() {
        return cells.toString();
    }

    private double measureHub(int connections, Duration stretch) throws IOException {
        var sample = sides.hub(connections, stretch);
        cells.add("hub, %3d connections".formatted(connections), sample);
        return sample.perSecond();
    }

    private double measureRaw(int connections, Duration stretch) throws InterruptedException {
        var sample = sides.raw(connections, stretch, way);
        cells.add("raw, %3d connections".formatted(connections), sample);
        return sample.perSecond();
    }
}
