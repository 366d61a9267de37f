package io.omnihub.tidy.planted;

import org.springframework.r2dbc.core.DatabaseClient;

/** Breaks no rule: queries are where a room reads. */
record PlantedQueries(DatabaseClient client) {
    record Nested(DatabaseClient client) {}
}
