package io.omnihub.bench;

import java.io.IOException;
import java.time.Duration;

/** The two that place the same mix of orders. */
final class OrderSides {
    private final Servers servers;
    private final OrderMix mix;
    private final OrderRequests requests;

    OrderSides(Servers servers, OrderMix mix) {
        this.servers = servers;
        this.mix = mix;
        this.requests = new OrderRequests(mix, Hub.KEY);
    }

    Sample hub(int connections, Duration duration) throws IOException {
        var hubCpu = servers.hub().cpuSoFar();
        return HttpLoad.run(servers.hub().port(), connections, duration, requests)
                .withHubCpu(servers.hub().cpuSoFar().minus(hubCpu));
    }

    Sample raw(int connections, Duration duration, RawOrders.Way way) throws InterruptedException {
        return servers.raw().run(connections, duration, mix, way);
    }
}
