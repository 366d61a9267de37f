package io.omnihub.attention;

import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Something that is at risk, or was.
 *
 * @param subject of its events
 * @param position of the event that opened it the last time
 * @param order that is at risk, where one is
 * @param locations where it matters
 * @param facts what was said of it when it was last raised: a JSON object, without what stands here already
 * @param times it was raised since it opened, this included
 * @param openings how often it opened
 * @param openedAt the last time
 * @param raisedAt the last time
 */
public record NotedAttention(
        Key key,
        String subject,
        AttentionState state,
        long position,
        Optional<UUID> order,
        Optional<ChannelCode> channel,
        Set<LocationCode> locations,
        String facts,
        long times,
        long openings,
        Instant openedAt,
        Instant raisedAt,
        Optional<Instant> clearedAt) {
    static final Table<Key, NotedAttention> TABLE = new Table<>("attention", 808);

    /**
     * What is at risk, and of what.
     *
     * @param key what, for instance {@code fulfillment-order:} and an id
     * @param kind of risk, kebab-case
     */
    public record Key(String key, String kind) {}

    public NotedAttention {
        locations = Set.copyOf(locations);
        if (times < 1 || openings < 1 || (state == AttentionState.CLEARED) != clearedAt.isPresent()) {
            throw new IllegalArgumentException("the attention of " + key + " does not add up");
        }
    }

    static NotedAttention opened(ToldAttention told, long openings) {
        return new NotedAttention(
                told.key(),
                told.subject(),
                AttentionState.OPEN,
                told.position(),
                told.order(),
                told.channel(),
                told.locations(),
                told.facts(),
                1,
                openings,
                told.at(),
                told.at(),
                Optional.empty());
    }

    /** What becomes of it by another event. */
    NotedAttention after(ToldAttention told) {
        if (state == AttentionState.CLEARED) {
            return told.isRaised() ? opened(told, openings + 1) : this;
        }
        return told.isRaised() ? raised(told) : cleared(told.at());
    }

    private NotedAttention raised(ToldAttention told) {
        return new NotedAttention(
                key,
                subject,
                state,
                position,
                told.order().or(() -> order),
                told.channel().or(() -> channel),
                told.locations(),
                told.facts(),
                times + 1,
                openings,
                openedAt,
                told.at(),
                clearedAt);
    }

    private NotedAttention cleared(Instant at) {
        return new NotedAttention(
                key,
                subject,
                AttentionState.CLEARED,
                position,
                order,
                channel,
                locations,
                facts,
                times,
                openings,
                openedAt,
                raisedAt,
                Optional.of(at));
    }
}
