package io.omnihub.engine;

/** The database could not be reached for the whole of the retries. A repeat with the same key tells what became of it. */
public final class EngineUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EngineUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
