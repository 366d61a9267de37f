package io.omnihub.scarcity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How shadow prices are computed.
 *
 * @param every how often; prices that are older than two of these count for nothing
 * @param days whose orders are looked at
 * @param aheadDays for which the same is expected, with the stock that there is: as long as nothing else comes
 * @param orders that are looked at, the latest
 * @param skus of which the most wanted are looked at
 * @param look how often a replica asks for newer prices
 */
@ConfigurationProperties("omnihub.shadow-prices")
record ShadowPriceSettings(
        @DefaultValue("6h") Duration every,
        @DefaultValue("28") int days,
        @DefaultValue("28") int aheadDays,
        @DefaultValue("50000") int orders,
        @DefaultValue("20000") int skus,
        @DefaultValue("10s") Duration look) {
    ShadowPriceSettings {
        if (!every.isPositive() || !look.isPositive() || days < 1 || aheadDays < 1 || orders < 1 || skus < 1) {
            throw new IllegalArgumentException("everything of omnihub.shadow-prices is above 0");
        }
    }
}
