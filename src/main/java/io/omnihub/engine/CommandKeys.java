package io.omnihub.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The keys of all commands that took effect. */
final class CommandKeys {
    private static final String FIND = """
        SELECT k.scope, k.key, k.fingerprint, k.command_id, k.subject
        FROM unnest($1::text[], $2::text[]) AS wanted (scope, key)
        JOIN command_key k ON k.scope = wanted.scope AND k.key = wanted.key
        """;

    /** A key that another replica has just taken is a unique violation, which runs the batch again; it then finds it. */
    private static final String INSERT = """
        INSERT INTO command_key (scope, key, fingerprint, command_id, subject, recorded_at)
        SELECT scope, key, fingerprint, command_id, subject, $6
        FROM unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[])
            AS taken (scope, key, fingerprint, command_id, subject)
        """;

    /** Where a key points to. */
    record Taken(CommandKey key, UUID commandId, UUID subject) {}

    private CommandKeys() {}

    static Statement find(Collection<CommandKey.Name> names, Consumer<Taken> found) {
        return Statement.query(
                FIND,
                row -> found.accept(new Taken(
                        new CommandKey(Columns.text(row, 0), Columns.text(row, 1), Columns.uuid(row, 2)),
                        Columns.uuid(row, 3),
                        Columns.uuid(row, 4))),
                Columns.texts(names, CommandKey.Name::scope),
                Columns.texts(names, CommandKey.Name::key));
    }

    /** Writes in the order of the keys, so that two batches that share some cannot wait for each other. */
    static Statement insert(List<Taken> taken, Instant now) {
        List<Taken> sorted = taken.stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
        return Statement.update(
                INSERT,
                Columns.texts(sorted, key -> key.key().scope()),
                Columns.texts(sorted, key -> key.key().key()),
                Columns.uuids(sorted, key -> key.key().fingerprint()),
                Columns.uuids(sorted, Taken::commandId),
                Columns.uuids(sorted, Taken::subject),
                now);
    }
}
