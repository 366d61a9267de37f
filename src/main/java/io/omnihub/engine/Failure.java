package io.omnihub.engine;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** What a batch's failure means for its members and its connection. */
public enum Failure {
    /** The server has answered, and the same batch may well succeed the next time: a deadlock, a lock not had in time. */
    PASSING,
    /** The connection is lost, or leads to a server that cannot write: another one may do. */
    LOST,
    /** A row was there before us: after another look the members decide on what they then find. */
    OVERTAKEN,
    /** A statement took longer than it may, or was cancelled: with fewer members it may not. */
    SLOW,
    /** One member's rows do not fit: to be found by running each alone. */
    DEFECT;

    /** Classes of SQLSTATE: connection, authorisation, resources, operator intervention. */
    private static final Set<String> LOST_CLASSES = Set.of("08", "28", "53", "57");

    /**
     * A transaction that was ended for being idle, a server that takes no writes, and a session that has lost its prepared
     * statements.
     */
    private static final Set<String> LOST_STATES = Set.of("25P03", "25006", "26000");

    private static final String ROLLBACK_CLASS = "40";
    private static final String LOCK_TIMEOUT = "55P03";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String QUERY_CANCELED = "57014";

    static Failure of(Throwable error) {
        if (!(error instanceof R2dbcException sql)) {
            return error instanceof TimeoutException || error instanceof IOException ? LOST : DEFECT;
        }
        return Optional.ofNullable(sql.getSqlState()).map(Failure::ofState).orElse(LOST);
    }

    /** Whether a lack of the database is behind it, which says nothing against what failed. */
    public static boolean isLack(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            boolean lack = switch (cause) {
                case EngineBusy _, EngineUnavailable _ -> true;
                case R2dbcTransientException _, R2dbcNonTransientResourceException _ -> true;
                case DataAccessResourceFailureException _, TransientDataAccessException _ -> true;
                case TimeoutException _ -> true;
                default -> false;
            };
            if (lack) {
                return true;
            }
        }
        return false;
    }

    private static Failure ofState(String state) {
        String stateClass = state.substring(0, 2);
        if (state.equals(UNIQUE_VIOLATION)) {
            return OVERTAKEN;
        }
        if (state.equals(QUERY_CANCELED)) {
            return SLOW;
        }
        if (state.equals(LOCK_TIMEOUT) || stateClass.equals(ROLLBACK_CLASS)) {
            return PASSING;
        }
        return LOST_STATES.contains(state) || LOST_CLASSES.contains(stateClass) ? LOST : DEFECT;
    }
}
