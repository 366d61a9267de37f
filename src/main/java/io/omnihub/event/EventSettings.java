package io.omnihub.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The stream's limits.
 *
 * @param keep how long events are kept for readers
 * @param readers of one replica at once
 * @param heartbeat after which a reader that had nothing hears how far the stream has come
 */
@ConfigurationProperties("omnihub.events")
public record EventSettings(
        @DefaultValue("90d") Duration keep,
        @DefaultValue("20000") int readers,
        @DefaultValue("10s") Duration heartbeat) {
    public EventSettings {
        if (keep.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("omnihub.events.keep must be a minute at least: " + keep);
        }
        if (readers < 1) {
            throw new IllegalArgumentException("omnihub.events.readers must be positive: " + readers);
        }
        if (heartbeat.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("omnihub.events.heartbeat must be 100ms at least: " + heartbeat);
        }
    }
}
