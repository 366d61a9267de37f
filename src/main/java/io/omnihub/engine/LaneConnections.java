package io.omnihub.engine;

import io.r2dbc.spi.ConnectionFactory;

/** Opens the connections of the lanes: unpooled, one for each, with the time limits of a session that holds locks. */
public record LaneConnections(ConnectionFactory factory) {}
