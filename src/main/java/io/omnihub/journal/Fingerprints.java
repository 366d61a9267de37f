package io.omnihub.journal;

import io.omnihub.engine.CommandKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Hashes of what an entry says. They are kept for ever: what is absent is left out, so that an entry may gain members. */
public final class Fingerprints {
    /** Which no text of an entry has in it. */
    private static final char SEPARATOR = '\u001f';

    private Fingerprints() {}

    static UUID of(JournalEntry.Fact fact) {
        var content = new StringBuilder()
                .append(fact.kind().wire())
                .append(SEPARATOR)
                .append(fact.told().sku())
                .append(SEPARATOR)
                .append(fact.quantity())
                .append(SEPARATOR)
                .append(fact.told().occurredAt());
        fact.told().location().ifPresent(location -> append(content, "location", location));
        add(content, fact.details());
        return of(content.toString());
    }

    /** Of what could not be read, as it came. */
    public static UUID of(String content) {
        return CommandKey.fingerprint(content.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(StringBuilder content, Map<?, ?> members) {
        new TreeMap<>(members).forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                append(content, name, "");
                add(content, nested);
            } else {
                append(content, name, value);
            }
        });
    }

    private static void append(StringBuilder content, Object name, Object value) {
        content.append(SEPARATOR).append(name).append(SEPARATOR).append(value);
    }
}
