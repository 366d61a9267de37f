package io.omnihub.exchange;

import io.omnihub.engine.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A file on its way in.
 *
 * @param source what the file is and how its rows are to be read, as its sender named it
 * @param line the last line of the file that was carried out
 * @param startedBy the caller's key
 */
public record Import(
        UUID id,
        Source source,
        ImportState state,
        long line,
        Counts counts,
        UUID startedBy,
        Instant startedAt,
        Instant changedAt) {
    static final Table<UUID, Import> TABLE = new Table<>("import", 5);

    /**
     * What makes a file known again.
     *
     * @param options that change what its rows mean, as {@code name=value} in the order of their names
     * @param sha256 of its bytes as they are when unpacked, hexadecimal
     */
    public record Source(ExchangeKind kind, String options, String sha256) {
        static final int MAX_OPTIONS = 500;

        public Source {
            if (options.length() > MAX_OPTIONS || !sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("not the source of an import");
            }
        }
    }

    /** How many rows came to what end. */
    public record Counts(long accepted, long unchanged, long rejected) {
        static final Counts NONE = new Counts(0, 0, 0);

        public Counts {
            if (accepted < 0 || unchanged < 0 || rejected < 0) {
                throw new IllegalArgumentException("counts of rows are at least 0");
            }
        }

        Counts plus(Counts more) {
            return new Counts(accepted + more.accepted, unchanged + more.unchanged, rejected + more.rejected);
        }
    }

    /** The import when it has come further. */
    Import advanced(long newLine, boolean last, Counts more, Instant now) {
        return new Import(
                id,
                source,
                last ? ImportState.COMPLETED : ImportState.RUNNING,
                Math.max(line, newLine),
                counts.plus(more),
                startedBy,
                startedAt,
                now);
    }
}
