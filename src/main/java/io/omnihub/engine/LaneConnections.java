package io.omnihub.engine;

import io.r2dbc.spi.ConnectionFactory;
import java.util.Optional;

/** Opens the connections of the lanes: unpooled, one for each lane, and with the time limits of a session that holds locks. */
@FunctionalInterface
public interface LaneConnections {
    /**
     * Of a lane with a thread of its own. Called once for each lane.
     *
     * @param lane from 0
     */
    ConnectionFactory ofLane(int lane);

    /** Of a lane whose connection is served by this thread, if it opens it; empty where the thread serves no connections. */
    default Optional<ConnectionFactory> ofThread(Thread thread) {
        return Optional.empty();
    }
}
