package io.omnihub.count;

import io.omnihub.catalog.Tolerance;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A part of a location's stock that is to be counted, without its lines.
 *
 * @param reference whoever made it chose it, unique for ever
 * @param blind whether who counts is not shown what is expected
 * @param lines how many it has
 * @param left how many of them are still to be counted, or counted again
 * @param above how many are above the tolerance, as they were counted last
 * @param madeBy the caller's key
 * @param reason why it was rejected
 * @param version grows with every step
 */
public record CycleCount(
        UUID id,
        String reference,
        LocationCode location,
        CycleCountState state,
        boolean blind,
        Tolerance tolerance,
        int lines,
        int left,
        int above,
        UUID madeBy,
        Instant madeAt,
        Optional<String> reason,
        long version) {
    static final Table<UUID, CycleCount> TABLE = new Table<>("cycle-count", 500);

    /** Lines of one cycle count, and entries of one call. */
    public static final int MAX_LINES = 10_000;

    public CycleCount {
        if (lines < 1 || lines > MAX_LINES || left < 0 || left > lines || above < 0 || above > lines) {
            throw new IllegalArgumentException("no such cycle count can be: " + id);
        }
    }

    /** With lines entered, in the state that follows: what is above the tolerance the first time is counted again. */
    CycleCount entered(int nowLeft, int nowAbove) {
        if (nowLeft > 0) {
            return with(state, nowLeft, nowAbove, reason);
        }
        return state == CycleCountState.OPEN && nowAbove > 0
                ? with(CycleCountState.RECOUNT, nowAbove, nowAbove, reason)
                : with(state.after(CycleCountStep.ENTER).orElseThrow(), 0, nowAbove, reason);
    }

    CycleCount demandRecount(int demanded) {
        return with(state.after(CycleCountStep.DEMAND_RECOUNT).orElseThrow(), demanded, above, reason);
    }

    CycleCount posted() {
        return with(state.after(CycleCountStep.APPROVE).orElseThrow(), 0, above, reason);
    }

    CycleCount rejected(Optional<String> why) {
        return with(state.after(CycleCountStep.REJECT).orElseThrow(), left, above, why);
    }

    private CycleCount with(CycleCountState newState, int newLeft, int newAbove, Optional<String> newReason) {
        return new CycleCount(
                id,
                reference,
                location,
                newState,
                blind,
                tolerance,
                lines,
                newLeft,
                newAbove,
                madeBy,
                madeAt,
                newReason,
                version + 1);
    }

    /** Whether what is expected is no secret, or no more. */
    public boolean isOpenToAll() {
        return !blind || state == CycleCountState.POSTED || state == CycleCountState.REJECTED;
    }

    /** How many are above the tolerance; none while a blind count goes on, lest somebody counts until it fits. */
    public int aboveShown() {
        return blind && left > 0 ? 0 : above;
    }

    /** What the audit log says of it. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new HashMap<>(
                Map.of("location", location.value(), "state", state.wire(), "left", left, "above", above));
        reason.ifPresent(why -> facts.put("reason", why));
        return facts;
    }

    /** Tells that it is in its state now. */
    NewEvent event() {
        return new NewEvent(
                "io.omnihub.cycle-count.%s.v1"
                        .formatted(
                                switch (state) {
                                    case OPEN -> "opened";
                                    case RECOUNT -> "recount-demanded";
                                    case COUNTED -> "counted";
                                    case POSTED -> "posted";
                                    case REJECTED -> "rejected";
                                }),
                id.toString(),
                Map.of(
                        "cycleCountId",
                        id.toString(),
                        "reference",
                        reference,
                        "location",
                        location.value(),
                        "lines",
                        lines,
                        "left",
                        left,
                        "above",
                        aboveShown()));
    }
}
