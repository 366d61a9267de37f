package io.omnihub.access;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Changes;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Reads;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Ends a key for good. Harmless to repeat, so without a key of its own.
 *
 * @param administrators the keys of all administrators; locking them all lets two of them not end each other
 */
record RevokeKey(UUID id, Actor actor, UUID keyId, Set<UUID> administrators) implements Command<RevokeKeyResult> {
    @Override
    public List<CommandKey> keys() {
        return List.of();
    }

    @Override
    public Reads reads() {
        return new Reads().lock(CallerKey.TABLE, administrators).lock(CallerKey.TABLE, Set.of(keyId));
    }

    @Override
    public Decision<RevokeKeyResult> decide(View view, Instant now) {
        Optional<CallerKey> key = view.find(CallerKey.TABLE, keyId).filter(CallerKey::isLive);
        if (key.isEmpty()) {
            return new Decision.Refuse<>(RevokeKeyResult.GONE);
        }
        boolean isLast = key.get().role() == Role.ADMINISTRATOR
                && administrators.stream()
                        .filter(id -> !id.equals(keyId))
                        .flatMap(id -> view.find(CallerKey.TABLE, id).stream())
                        .noneMatch(CallerKey::isLive);
        if (isLast) {
            return new Decision.Refuse<>(RevokeKeyResult.LAST_ADMINISTRATOR);
        }
        CallerKey revoked = key.get().revoke(now);
        var changes = new Changes().put(CallerKey.TABLE, keyId, revoked);
        actor.note(changes, revoked.subject(), key.map(CallerKey::facts), revoked.facts());
        return new Decision.Accept<>(RevokeKeyResult.GONE, keyId, changes);
    }
}
