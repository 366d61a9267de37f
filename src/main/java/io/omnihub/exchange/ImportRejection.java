package io.omnihub.exchange;

import io.omnihub.engine.Log;
import java.util.UUID;

/** A row that was not taken, kept for ever. */
public record ImportRejection(UUID importId, long line, Fault fault) {
    static final Log<ImportRejection> LOG = new Log<>("import-rejection");
}
