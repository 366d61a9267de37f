package io.omnihub.engine;

import io.r2dbc.spi.R2dbcException;
import java.util.Optional;
import java.util.Set;

/** What a batch's failure means for its members. */
enum Failure {
    /** The connection, the server or the luck of the locks: the same batch may well succeed the next time. */
    PASSING,
    /** A row was there before us: after another look the members decide on what they then find. */
    OVERTAKEN,
    /** One member's rows do not fit: to be found by running each alone. */
    DEFECT;

    /** Classes of SQLSTATE: connection, transaction rolled back, resources, operator intervention. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57");

    /** {@code lock_timeout}, and a transaction that was ended for being idle. */
    private static final Set<String> PASSING_STATES = Set.of("55P03", "25P03");

    private static final String UNIQUE_VIOLATION = "23505";

    static Failure of(Throwable error) {
        Optional<String> state =
                error instanceof R2dbcException sql ? Optional.ofNullable(sql.getSqlState()) : Optional.empty();
        if (state.isEmpty()) {
            return error instanceof IllegalArgumentException || error instanceof NullPointerException
                    ? DEFECT
                    : PASSING;
        }
        if (state.get().equals(UNIQUE_VIOLATION)) {
            return OVERTAKEN;
        }
        boolean passes = PASSING_STATES.contains(state.get())
                || PASSING_CLASSES.contains(state.get().substring(0, 2));
        return passes ? PASSING : DEFECT;
    }
}
