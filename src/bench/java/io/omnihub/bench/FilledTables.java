package io.omnihub.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Orders that stand in the tables before anything is measured: written by the raw client's function, as the hub would. */
final class FilledTables {
    private static final int ORDERS_A_TRANSACTION = 5_000;

    /** How many fill at a time, each with items of its own: their long transactions would wait for each other's locks. */
    private static final int FILLERS = 2;

    /** Those of one filler are the items whose number, divided by the fillers', leaves the same rest. */
    private static final String SKU = """
        CREATE OR REPLACE FUNCTION sku(i bigint, line int) RETURNS text IMMUTABLE LANGUAGE sql
        RETURN 'SKU-' || lpad((((i / %1$d * 7919 + line) * %1$d + i %% %1$d) %% %2$d)::text, 5, '0')
        """.formatted(FILLERS, Retailer.SKUS.size());

    /** Only a superuser may, and only here: what has happened does not change. */
    private static final String EMPTY = """
        SET session_replication_role = replica;
        TRUNCATE customer_order, order_line, order_recipient, order_sourcing, fulfillment_order, fulfillment_order_line,
            event;
        DELETE FROM stock_entry WHERE counter = 'allocated';
        DELETE FROM command_key WHERE scope LIKE 'order:%';
        UPDATE stock_level SET allocated = 0 WHERE allocated > 0
        """;

    private FilledTables() {}

    /** Takes all orders out again. */
    static void empty(Database superuser) throws SQLException {
        superuser.execute(EMPTY);
    }

    static void fill(Database database, int orders) throws SQLException, InterruptedException {
        database.execute(SKU);
        var fillers = IntStream.range(0, FILLERS)
                .<Callable<Void>>mapToObj(filler -> () -> {
                    for (int first = filler; first < orders; first += FILLERS * ORDERS_A_TRANSACTION) {
                        database.execute(sql(first, Math.min(orders, first + FILLERS * ORDERS_A_TRANSACTION) - 1));
                    }
                    return null;
                })
                .toList();
        try (var executor = Executors.newFixedThreadPool(FILLERS)) {
            for (var filled : executor.invokeAll(List.copyOf(fillers))) {
                filled.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the tables could not be filled", failure.getCause());
        }
    }

    private static String sql(int first, int last) {
        var place = Retailer.PLACES.getFirst();
        return """
            SELECT count(place_order(uuidv7(), uuidv7(), gen_random_uuid(), '%s', '%s', 'G-' || i, '%s', '%s', '%s',
                '{"method":"ship","address":%s}', ARRAY[sku(i, 0), sku(i, 1)], ARRAY[1, 2]::bigint[],
                ARRAY[255, 255]::bigint[], ARRAY[%s],
                '[{"lineNumber":1,"sku":"SKU-00000","quantity":1},{"lineNumber":2,"sku":"SKU-00001","quantity":2}]',
                '[{"lineNumber":1,"quantity":1},{"lineNumber":2,"quantity":2}]', '%s', '%s', NULL))
            FROM generate_series(%d::bigint, %d::bigint, %d) i
            """.formatted(
                        OrderArguments.ACTOR,
                        Retailer.CHANNEL,
                        Retailer.CURRENCY,
                        Retailer.CUSTOMER_NAME,
                        Retailer.CUSTOMER_EMAIL,
                        place.address(),
                        place.pool().stream().map(code -> "'" + code + "'").collect(Collectors.joining(",")),
                        OrderArguments.EXPLANATION,
                        place.demand(),
                        first,
                        last,
                        FILLERS);
    }
}
