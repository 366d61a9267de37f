package io.omnihub.engine;

/** The command was not carried out, and nothing was changed: the caller may try again in a moment. */
public final class EngineBusy extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What stood in the way. */
    public enum Reason {
        /** Too many commands wait already, or the hub is stopping. */
        OVERLOADED,
        /** The rows that the command needs kept changing. */
        CONTENTION
    }

    private final Reason reason;

    EngineBusy(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** For whoever refuses on the engine's behalf. */
    public static EngineBusy overloaded() {
        return new EngineBusy(Reason.OVERLOADED, "too many commands wait already");
    }

    static EngineBusy stopping() {
        return new EngineBusy(Reason.OVERLOADED, "the hub is stopping");
    }

    public Reason reason() {
        return reason;
    }
}
