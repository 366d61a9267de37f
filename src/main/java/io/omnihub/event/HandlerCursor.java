package io.omnihub.event;

import io.omnihub.engine.Changes;
import io.omnihub.engine.Table;
import io.omnihub.kernel.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a handler has come. Its row is the lock of its effects.
 *
 * @param position up to here every event has taken effect that it wants
 * @param failures one after the other, at this position
 * @param nextAt after a failure, when it is tried again
 * @param reason why it failed the last time, at this position
 * @param movedAt when it came to this position
 */
public record HandlerCursor(
        String handler,
        long position,
        HandlerState state,
        int failures,
        Instant nextAt,
        Optional<String> reason,
        Instant movedAt) {
    static final Table<String, HandlerCursor> TABLE = new Table<>("event-handler", 805);

    /** Longer reasons are cut. */
    private static final int MAX_REASON = 500;

    static HandlerCursor at(String handler, long position, Instant now) {
        return new HandlerCursor(handler, position, HandlerState.FOLLOWING, 0, now, Optional.empty(), now);
    }

    public HandlerCursor {
        if (position < 0 || failures < 0) {
            throw new IllegalArgumentException("no cursor: %s at %d".formatted(handler, position));
        }
    }

    /** Whether whoever read it at that position may act on it. */
    boolean isAt(long read) {
        return state == HandlerState.FOLLOWING && position == read;
    }

    HandlerCursor movedTo(long to, Instant now) {
        if (to <= position) {
            throw new IllegalArgumentException("%s does not go from %d to %d".formatted(handler, position, to));
        }
        return at(handler, to, now);
    }

    /** @param attempts with the last of which it is parked */
    HandlerCursor failed(String why, Duration pause, int attempts, Instant now) {
        HandlerState next = failures + 1 >= attempts ? HandlerState.PARKED : HandlerState.FOLLOWING;
        return new HandlerCursor(handler, position, next, failures + 1, now.plus(pause), cut(why), movedAt);
    }

    /** Put off for a while by what is no fault of its own. */
    HandlerCursor putOff(String why, Duration pause, Instant now) {
        return new HandlerCursor(handler, position, state, failures, now.plus(pause), cut(why), movedAt);
    }

    /** @param from behind its position where what lies between is given up */
    HandlerCursor retried(long from, Instant now) {
        return new HandlerCursor(handler, Math.max(position, from), HandlerState.FOLLOWING, 0, now, reason, movedAt);
    }

    void put(Changes changes) {
        changes.put(TABLE, handler, this);
    }

    /** Somebody has to look at a handler that is parked. */
    Attention attention() {
        return new Attention("event-handler:" + handler, "handler-parked", handler);
    }

    /** What the audit log and its attention say. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("handler", handler);
        facts.put("position", position);
        facts.put("state", state.wire());
        facts.put("failures", failures);
        return facts;
    }

    private static Optional<String> cut(String why) {
        return Optional.of(Text.cut(why, MAX_REASON));
    }
}
