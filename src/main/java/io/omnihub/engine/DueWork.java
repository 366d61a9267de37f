package io.omnihub.engine;

import io.omnihub.kernel.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that is to happen at some time. It commits with the decision that wants it, and nobody takes it back: when its
 * time has come, its {@link DueHandler} looks again whether there is still something to do.
 *
 * @param kind which handler carries it out, kebab-case
 * @param subject what it is about, in a form of its handler's own
 * @param dueAt when it is to happen
 * @param nextAt when a replica may take it: at first {@code dueAt}; while one has it, the end of that lease; after a
 *     failure, the end of the pause
 * @param generation grows whenever a replica takes it, so that one whose lease has ended changes nothing any more
 * @param failures how often it failed since it was made, or tried again by hand
 * @param reason why it failed the last time
 */
public record DueWork(
        UUID id,
        String kind,
        String subject,
        Instant dueAt,
        DueState state,
        Instant nextAt,
        long generation,
        int failures,
        Optional<String> reason,
        Instant createdAt) {
    public static final Table<UUID, DueWork> TABLE = new Table<>("due-work", 800);

    /** Longer reasons are cut. */
    static final int MAX_REASON = 500;

    /** What a decision wants to happen at that time; put it among its {@link Changes}. */
    public static DueWork at(Instant dueAt, UUID id, String kind, String subject, Instant now) {
        return new DueWork(id, kind, subject, dueAt, DueState.WAITING, dueAt, 0, 0, Optional.empty(), now);
    }

    /** Puts it among the changes of the decision that wants it. */
    public void stage(Changes changes) {
        changes.put(TABLE, id, this);
    }

    /** Whether whoever took it in that generation still has it. */
    boolean isHeldBy(long holder) {
        return state == DueState.WAITING && generation == holder;
    }

    DueWork done() {
        return with(DueState.DONE, nextAt, generation, failures, reason);
    }

    /** @param attempts with the last of which it is parked */
    DueWork failed(String why, Duration pause, int attempts, Instant now) {
        String cut = Text.cut(why, MAX_REASON);
        DueState next = failures + 1 >= attempts ? DueState.PARKED : DueState.WAITING;
        return with(next, now.plus(pause), generation, failures + 1, Optional.of(cut));
    }

    /** Put off for a while by what is no fault of its own. */
    DueWork putOff(Duration pause, Instant now) {
        return with(state, now.plus(pause), generation, failures, reason);
    }

    DueWork retried(Instant now) {
        return with(DueState.WAITING, now, generation + 1, 0, reason);
    }

    private DueWork with(
            DueState newState, Instant newNextAt, long newGeneration, int newFailures, Optional<String> why) {
        return new DueWork(id, kind, subject, dueAt, newState, newNextAt, newGeneration, newFailures, why, createdAt);
    }

    /** What the audit log and the event of it say. */
    Map<String, Object> facts() {
        return Map.of("kind", kind, "subject", subject, "state", state.wire(), "failures", failures);
    }
}
