package io.omnihub.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The due work of a hub in memory; what is done is gone. */
public final class MemoryDueWork extends MemoryRows<UUID, DueWork> {
    public MemoryDueWork() {
        super(DueWork.TABLE);
    }

    @Override
    protected void put(UUID id, DueWork work) {
        if (work.state() == DueState.DONE) {
            remove(id);
        } else {
            super.put(id, work);
        }
    }

    /** What is due, the earliest first. */
    public List<DueWork> due(Instant now) {
        return rows().values().stream()
                .filter(work -> !work.nextAt().isAfter(now))
                .sorted(Comparator.comparing(DueWork::nextAt).thenComparing(DueWork::id))
                .toList();
    }

    /** What {@link DueBell#wake} does. */
    public void wake(String kind, String subject, Instant now) {
        rows().values().stream()
                .filter(work -> work.kind().equals(kind) && work.subject().startsWith(subject))
                .filter(work -> work.nextAt().isAfter(now) && work.nextAt().equals(work.dueAt()))
                .min(Comparator.comparing(DueWork::subject).thenComparing(DueWork::id))
                .ifPresent(work -> super.put(work.id(), work.putOff(Duration.ZERO, now)));
    }

    /** The command that a worker makes of work and its effect. */
    public static Command<?> effect(DueWork work, Command<?> effect) {
        return new DueEffect<>(work, effect);
    }

    /** The effect of work for which there is nothing to do. */
    public static Command<?> nothing(UUID id) {
        return new Nothing(id);
    }
}
