package io.omnihub.engine;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A statement of a batch, which is sent together with all others of its phase.
 *
 * @param sql of a fixed set, since each connection prepares it once; {@code $1}, {@code $2} … stand for the arguments
 * @param arguments null, or what PostgreSQL reads from the text of {@link Object#toString}; arrays come from
 *     {@link Columns}
 * @param row takes each row, while it is being read
 * @param end runs after the last row
 */
public record Statement(String sql, List<?> arguments, Consumer<? super Readable> row, Runnable end) {
    /** A statement whose answer is only that it worked. */
    public static Statement update(String sql, Object... arguments) {
        return query(sql, _ -> {}, arguments);
    }

    public static Statement query(String sql, Consumer<? super Readable> row, Object... arguments) {
        return new Statement(sql, Arrays.asList(arguments), row, () -> {});
    }

    /** For rows that only together make something. */
    public static <T> Statement gather(
            String sql, Function<? super Readable, T> mapping, Consumer<List<T>> all, Object... arguments) {
        List<T> rows = new ArrayList<>();
        return new Statement(
                sql, Arrays.asList(arguments), row -> rows.add(mapping.apply(row)), () -> all.accept(rows));
    }
}
