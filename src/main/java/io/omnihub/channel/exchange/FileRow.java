package io.omnihub.channel.exchange;

import io.omnihub.exchange.Fault;
import tools.jackson.databind.JsonNode;

/** A row as it stands in a file. */
sealed interface FileRow {
    /** Where it begins, from 1. */
    long line();

    /** How many characters it takes, about. */
    int size();

    /** A row that can be read; what it says is yet to be looked at. */
    record Content(long line, int size, JsonNode content) implements FileRow {}

    /** A row that cannot be read, though those after it can. */
    record Unreadable(long line, Fault fault) implements FileRow {
        @Override
        public int size() {
            return 0;
        }
    }
}
