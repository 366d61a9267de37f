package io.omnihub.scarcity;

import io.omnihub.catalog.Catalog;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.sourcing.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a channel's orders may be fulfilled from, and by which rules. */
public record Market(List<Site> pool, SourcingPolicy policy) {
    public Market {
        pool = List.copyOf(pool);
    }

    /** That of each channel. Prices are of weeks, so that what is closed at the moment counts as open. */
    static Map<ChannelCode, Market> of(Catalog catalog) {
        return catalog.channels().values().stream()
                .collect(Collectors.toMap(Channel::code, channel -> of(channel, catalog)));
    }

    private static Market of(Channel channel, Catalog catalog) {
        List<Site> pool = channel.pool().stream()
                .flatMap(code -> catalog.location(code).stream())
                .map(Site::of)
                .map(Market::open)
                .toList();
        return new Market(pool, channel.policy());
    }

    private static Site open(Site site) {
        return new Site(
                site.code(),
                site.kind(),
                site.position(),
                OpeningTimes.always(site.opening().zone()),
                Optional.empty(),
                site.leadTimeMinutes(),
                site.capabilities(),
                site.active(),
                site.paused(),
                site.pickupPaused(),
                site.dailyCapacity(),
                site.acceptanceRate());
    }
}
