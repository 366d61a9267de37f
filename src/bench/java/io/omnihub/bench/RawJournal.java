package io.omnihub.bench;

import io.omnihub.bench.JournalPage.Sale;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;

/**
 * One connection of a raw client that inserts what the hub writes for a page, in a transaction of four statements: the
 * entries of the journal, those of the ledger, the levels with an event for each, and how far the journal has come. It
 * checks nothing. SKUs are in one order, so that no two wait for each other.
 */
final class RawJournal implements AutoCloseable {
    /** What is written. */
    enum Extent {
        ALL("raw, all rows"),
        ENTRIES("raw, journal and ledger");

        /** For people. */
        final String title;

        Extent(String title) {
            this.title = title;
        }
    }

    private static final String JOURNAL = """
        INSERT INTO journal_entry (terminal, sequence, location, fingerprint, outcome, kind, sku, quantity, effect,
            occurred_at, details, recorded_at)
        SELECT ?, sequence, ?, fingerprint, 'applied', 'sale', sku, 1, -1, occurred_at, details::json, now()
        FROM unnest(?::bigint[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[])
            AS sale (sequence, fingerprint, sku, occurred_at, details)
        """;
    private static final String LEDGER = """
        INSERT INTO stock_entry (sku, location, counter, quantity, reason, reference, actor, occurred_at, recorded_at)
        SELECT sku, ?, 'on-hand', -1, 'sale', ?, ?, occurred_at, now()
        FROM unnest(?::text[], ?::timestamptz[]) AS sale (sku, occurred_at)
        """;
    private static final String LEVELS = """
        WITH changed AS (
            UPDATE stock_level level SET on_hand = level.on_hand - 1, version = level.version + 1,
                on_hand_version = level.on_hand_version + 1
            FROM unnest(?::text[]) AS sale (sku)
            WHERE level.sku = sale.sku AND level.location = ?
            RETURNING level.*)
        INSERT INTO event (type, subject, time, data)
        SELECT 'io.omnihub.stock.changed.v1', sku || '@' || location, now(),
            format('{"sku":%s,"location":"%s","onHand":%s,"unavailable":%s,"allocated":%s,"held":%s,"inTransit":%s,'
                '"safetyStock":%s,"version":%s,"onHandVersion":%s}',
                to_json(sku), location, on_hand, unavailable, allocated, held, in_transit,
                safety_stock, version, on_hand_version)::json
        FROM changed
        """;
    private static final String BEGIN = """
        INSERT INTO terminal_journal (terminal, location, contiguous, highest, applied, superseded, rejected, heard_at)
        VALUES (?, ?, 0, 0, 0, 0, 0, now())
        """;
    private static final String ADVANCE = """
        UPDATE terminal_journal SET contiguous = ?, highest = ?, applied = applied + ?, heard_at = now()
        WHERE terminal = ?
        """;

    private final Connection connection;
    private final String location;
    private final UUID terminal = UUID.randomUUID();
    private final SplittableRandom random = new SplittableRandom();
    private final PreparedStatement journal;
    private final PreparedStatement ledger;
    private final PreparedStatement levels;
    private final PreparedStatement advance;
    private long sequence = 1;

    RawJournal(Database database, String location) throws SQLException {
        this.connection = database.connect();
        this.location = location;
        try (var begin = connection.prepareStatement(BEGIN)) {
            begin.setObject(1, terminal);
            begin.setString(2, location);
            begin.executeUpdate();
        }
        connection.setAutoCommit(false);
        this.journal = connection.prepareStatement(JOURNAL);
        this.ledger = connection.prepareStatement(LEDGER);
        this.levels = connection.prepareStatement(LEVELS);
        this.advance = connection.prepareStatement(ADVANCE);
    }

    void page(Extent extent) throws SQLException {
        var page = JournalPage.next(sequence, random);
        sequence += JournalPage.LENGTH;
        Array skus = array("text", page, Sale::sku);
        Array times = array("text", page, Sale::occurredAt);
        journal.setObject(1, terminal);
        journal.setString(2, location);
        journal.setArray(3, array("bigint", page, Sale::sequence));
        journal.setArray(4, array("uuid", page, _ -> new UUID(random.nextLong(), random.nextLong())));
        journal.setArray(5, skus);
        journal.setArray(6, times);
        journal.setArray(7, array("text", page, Sale::details));
        journal.executeUpdate();
        ledger.setString(1, location);
        ledger.setObject(2, terminal);
        ledger.setObject(3, terminal);
        ledger.setArray(4, skus);
        ledger.setArray(5, times);
        ledger.executeUpdate();
        if (extent == Extent.ALL) {
            levels.setArray(1, skus);
            levels.setString(2, location);
            requireAll(levels.executeUpdate());
        }
        advance.setLong(1, sequence - 1);
        advance.setLong(2, sequence - 1);
        advance.setLong(3, JournalPage.LENGTH);
        advance.setObject(4, terminal);
        advance.executeUpdate();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Array array(String type, JournalPage page, Function<Sale, Object> value) throws SQLException {
        return connection.createArrayOf(type, page.sales().stream().map(value).toArray());
    }

    private static void requireAll(int rows) {
        if (rows != JournalPage.LENGTH) {
            throw new IllegalStateException(rows + " levels were changed");
        }
    }
}
