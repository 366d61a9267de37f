package io.omnihub;

import java.sql.SQLException;
import java.util.UUID;

/** A proposal that a world's store should send a lamp to its warehouse, as a run would have found it. */
final class OpenProposal {
    private static final String END =
            "{\"available\":1,\"expected\":0,\"perDay\":0.5,\"daysOfCover\":2,\"min\":1,\"max\":2}";

    private OpenProposal() {}

    /** The id of the one that stands. */
    static String of(World world) {
        try (var connection = Hub.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                INSERT INTO replenishment_proposal (id, sku, source, destination, quantity, state, saved, value, transport,
                    gain, currency, facts, run_id, proposed_at, version)
                VALUES ('%1$s', '%2$s', '%3$s', '%4$s', 1, 'proposed', 1, 100, 10, 90, 'GBP',
                    '{"reasons":["runs-out"],"source":%5$s,"destination":%5$s}', '%1$s', now(), 1)
                ON CONFLICT DO NOTHING
                """.formatted(UUID.randomUUID(), world.lamp(), world.store(), world.warehouse(), END));
            try (var standing = statement.executeQuery(
                    "SELECT id FROM replenishment_proposal WHERE state = 'proposed' AND sku = '%s'"
                            .formatted(world.lamp()))) {
                standing.next();
                return standing.getString(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
