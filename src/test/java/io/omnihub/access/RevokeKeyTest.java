package io.omnihub.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An administrator can be sent away as long as another one stays. */
class RevokeKeyTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BEN = new UUID(0, 2);
    private static final UUID ERP = new UUID(0, 3);
    private static final Set<UUID> ADMINISTRATORS = Set.of(ANN, BEN);

    private final Map<UUID, CallerKey> keys = new HashMap<>(
            Map.of(ANN, key(ANN, Role.ADMINISTRATOR), BEN, key(BEN, Role.ADMINISTRATOR), ERP, key(ERP, Role.SERVICE)));

    private final View view = new View() {
        @Override
        @SuppressWarnings("unchecked")
        public <K, V> Optional<V> find(Table<K, V> table, K key) {
            return Optional.ofNullable((V) keys.get(key));
        }

        @Override
        public <K> boolean covers(Table<K, ?> table, K key) {
            return keys.containsKey(key);
        }
    };

    @Test
    void ofTwoAdministrators_oneCanGo_andThenTheOtherCannot() {
        assertThat(revoke(ANN)).isInstanceOf(Decision.Accept.class);
        keys.computeIfPresent(ANN, (_, key) -> key.revoke(NOW));

        assertThat(revoke(BEN)).isEqualTo(new Decision.Refuse<>(RevokeKeyResult.LAST_ADMINISTRATOR));
        assertThat(revoke(ANN)).isEqualTo(new Decision.Refuse<>(RevokeKeyResult.GONE));
    }

    @Test
    void anotherRolesKey_canGo_whoeverStays() {
        keys.remove(ANN);
        assertThat(revoke(ERP)).isInstanceOf(Decision.Accept.class);
        assertThat(revoke(BEN)).isEqualTo(new Decision.Refuse<>(RevokeKeyResult.LAST_ADMINISTRATOR));
    }

    private Decision<RevokeKeyResult> revoke(UUID key) {
        return new RevokeKey(new UUID(0, 9), Actor.hub(ANN), key, ADMINISTRATORS).decide(view, NOW);
    }

    private static CallerKey key(UUID id, Role role) {
        return new CallerKey(id, "x", role, new Scope.Everything(), "hash", Optional.empty(), NOW, Optional.empty());
    }
}
