package io.omnihub.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of due work.
 *
 * @param atOnce how much a replica carries out at a time: the more interactive work there is, the longer each takes, and so
 *     the less of the processors it gets
 * @param lease for how long it is this replica's; longer than a command may wait and run, so that a live one is not
 *     overtaken
 * @param attempts with the last of which work that fails is parked
 * @param firstPause after the first failure; each further pause is twice as long, up to {@code longestPause}
 * @param look how long another replica's new work may stay unseen
 * @param keep how long what is done stays, for those who ask what the hub did by itself
 */
@ConfigurationProperties("omnihub.due-work")
public record DueWorkSettings(
        @DefaultValue("32") int atOnce,
        @DefaultValue("40s") Duration lease,
        @DefaultValue("8") int attempts,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("5m") Duration longestPause,
        @DefaultValue("1s") Duration look,
        @DefaultValue("30d") Duration keep) {
    public DueWorkSettings {
        boolean allTimes = lease.isPositive() && firstPause.isPositive() && look.isPositive() && keep.isPositive();
        if (atOnce < 1 || attempts < 1 || !allTimes) {
            throw new IllegalArgumentException("every limit of omnihub.due-work is above 0");
        }
    }

    /**
     * How long to wait after a failure.
     *
     * @param failures before it
     * @param chance 0 to 1: half of the pause is left to it, so that what failed together is not tried together
     */
    public Duration pause(int failures, double chance) {
        Duration doubled = firstPause.multipliedBy(1L << Math.min(failures, 30));
        Duration pause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
        return Duration.ofMillis((long) (pause.toMillis() * (0.5 + chance / 2)));
    }
}
