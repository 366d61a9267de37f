package io.omnihub.engine;

/** The database could not be reached in time. A repeat with the same key tells what became of the command. */
public final class EngineUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    EngineUnavailable(String message) {
        super(message, null, false, false);
    }
}
