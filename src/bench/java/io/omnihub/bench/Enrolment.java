package io.omnihub.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Terminals as the hub knows them once they are enrolled, each by a secret of its own; made at once, without codes. */
final class Enrolment {
    private static final String SECRET = "the-secret-of-a-terminal-of-the-benchmark-in-";

    private Enrolment() {}

    /** The secrets of so many terminals of a location, which has none yet. */
    static List<String> of(String location, int count, Database database) throws SQLException {
        String prefix = SECRET + location + "-";
        database.execute("""
            INSERT INTO caller_key (id, name, role, location, secret_hash, created_at)
            SELECT gen_random_uuid(), 'Till ' || number, 'terminal', '%1$s',
                sha256(convert_to('%2$s' || number, 'UTF8')), now()
            FROM generate_series(1, %3$d) AS till (number)
            """.formatted(location, prefix, count));
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> prefix + number)
                .toList();
    }
}
