package io.omnihub.journal;

import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;

/** Some terminal of a location was heard of lately, and something of its journal is known to be missing. */
record OpenGap(LocationCode location) {
    static final Table<LocationCode, OpenGap> TABLE = new Table<>("journal-gap", 730);
}
