package io.omnihub.inventory;

import io.omnihub.catalog.Channel;
import io.omnihub.inventory.AvailabilityListener.Levels;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells what channels have. It promises nothing: what an order gets is decided when it is placed. */
@Component
public class Availabilities {
    private final AvailabilityListener listener;

    Availabilities(AvailabilityListener listener) {
        this.listener = listener;
    }

    /**
     * What the channel has of these SKUs, as it was less than half a second ago.
     *
     * @param skus different ones
     * @param near where the nearest locations are asked for
     */
    public Mono<AvailabilityResult> of(List<Sku> skus, ChannelCode channel, Optional<GeoPoint> near) {
        return listener.levels(skus).map(levels -> answer(skus, channel, near, levels));
    }

    private static AvailabilityResult answer(List<Sku> skus, ChannelCode code, Optional<GeoPoint> near, Levels levels) {
        Optional<Channel> channel = levels.catalog().channel(code);
        if (channel.isEmpty()) {
            return new AvailabilityResult.UnknownChannel();
        }
        if (levels.found().size() < skus.size()) {
            Set<Sku> found = levels.found().stream().map(SkuLevels::sku).collect(Collectors.toSet());
            return new AvailabilityResult.UnknownItems(
                    skus.stream().filter(sku -> !found.contains(sku)).collect(Collectors.toSet()));
        }
        Pool pool = Pool.of(channel.get(), levels.catalog(), near);
        return new AvailabilityResult.Known(
                levels.asOf(),
                levels.found().stream()
                        .map(sku -> pool.availability(sku, levels.asOf()))
                        .toList());
    }
}
