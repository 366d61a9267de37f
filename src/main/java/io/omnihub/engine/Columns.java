package io.omnihub.engine;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Columns of rows read, and values turned into the array columns that {@code unnest} makes rows of. */
public final class Columns {
    private Columns() {}

    public static String text(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    public static UUID uuid(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    public static long number(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    public static int integer(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }

    public static boolean flag(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, Boolean.class));
    }

    public static Instant instant(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, Instant.class));
    }

    public static <T> Optional<T> optional(Readable row, int column, Class<T> type) {
        return Optional.ofNullable(row.get(column, type));
    }

    public static <T> String[] texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    public static <T> UUID[] uuids(Collection<T> rows, Function<T, UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    public static <T> Long[] numbers(Collection<T> rows, ToLongFunction<T> column) {
        return rows.stream().mapToLong(column).boxed().toArray(Long[]::new);
    }
}
