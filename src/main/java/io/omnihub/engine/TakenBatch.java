package io.omnihub.engine;

import io.omnihub.engine.Registry.RowLock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The commands of one batch, from when a lane takes them from the queue until the batch is over. */
final class TakenBatch {
    private final List<Member<?>> members;
    private final Set<RowLock> locks = new HashSet<>();
    private boolean holds = true;

    /** @param members of one priority; empty when there is nothing to do */
    TakenBatch(List<Member<?>> members) {
        this.members = List.copyOf(members);
        members.forEach(member -> locks.addAll(member.locks()));
    }

    List<Member<?>> members() {
        return members;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Priority priority() {
        return members.getFirst().priority();
    }

    /** As they were known when it was taken. */
    Set<RowLock> locks() {
        return locks;
    }

    /** True the first time, false from then on. */
    boolean letsGo() {
        boolean held = holds;
        holds = false;
        return held;
    }
}
