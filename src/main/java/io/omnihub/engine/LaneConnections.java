package io.omnihub.engine;

import io.r2dbc.spi.ConnectionFactory;

/**
 * Opens the connections of the lanes: unpooled, one for each lane, served by a thread of the lane's own, and with the time
 * limits of a session that holds locks.
 */
@FunctionalInterface
public interface LaneConnections {
    /**
     * Called once for each lane.
     *
     * @param lane from 0
     */
    ConnectionFactory ofLane(int lane);
}
