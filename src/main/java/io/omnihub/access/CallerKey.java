package io.omnihub.access;

import io.omnihub.engine.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A key by which a caller is known, without its secret.
 *
 * @param scope what it is bound to, as its role asks for
 * @param secretHash SHA-256 of the secret, in hexadecimal; long random secrets need no slower hash
 * @param previous the secret before the last rotation
 * @param revokedAt when it was deleted
 */
public record CallerKey(
        UUID id,
        String name,
        Role role,
        Scope scope,
        String secretHash,
        Optional<Previous> previous,
        Instant createdAt,
        Optional<Instant> revokedAt) {
    public static final Table<UUID, CallerKey> TABLE = new Table<>("caller-key", 15);

    /**
     * A secret that was rotated out.
     *
     * @param until when it opens nothing any more; nothing happens then, it is asked at each use
     */
    public record Previous(String secretHash, Instant until) {}

    public CallerKey {
        if (scope.reach() != role.widest()) {
            throw new IllegalArgumentException("a " + role + " has no " + scope);
        }
    }

    /** Whether it is a terminal's. */
    public boolean isTerminal() {
        return role == Role.TERMINAL;
    }

    boolean isLive() {
        return revokedAt.isEmpty();
    }

    /** When the secret before this one ends, if it has not yet. */
    public Optional<Instant> previousUntil(Instant now) {
        return previous.map(Previous::until).filter(now::isBefore);
    }

    /** Whether that secret opens the hub now. */
    boolean isOpenedBy(String hash, Instant now) {
        boolean isPrevious =
                previous.filter(one -> one.secretHash().equals(hash)).isPresent();
        return isLive()
                && (secretHash.equals(hash) || (isPrevious && previousUntil(now).isPresent()));
    }

    /** The same key with another secret. The present one stays good for the overlap, the one before it ends at once. */
    CallerKey rotate(String newHash, Duration overlap, Instant now) {
        var present = new Previous(secretHash, now.plus(overlap));
        return new CallerKey(id, name, role, scope, newHash, Optional.of(present), createdAt, revokedAt);
    }

    CallerKey revoke(Instant now) {
        return new CallerKey(id, name, role, scope, secretHash, previous, createdAt, Optional.of(now));
    }

    String subject() {
        return "key:" + id;
    }

    /** What the audit log keeps of it. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("role", role.wire());
        scope.channel().ifPresent(channel -> facts.put("channel", channel.value()));
        scope.location().ifPresent(location -> facts.put("location", location.value()));
        previous.ifPresent(
                secret -> facts.put("previousSecretUntil", secret.until().toString()));
        revokedAt.ifPresent(time -> facts.put("revokedAt", time.toString()));
        return facts;
    }

    Caller caller() {
        return new Caller(id, name, role, scope);
    }
}
