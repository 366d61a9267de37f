package io.omnihub.tidy.planted;

import io.r2dbc.spi.Connection;
import org.springframework.r2dbc.core.DatabaseClient;

record SpeaksSql(Connection connection, DatabaseClient client) {}
