package io.omnihub.platform;

/** Keeps the hub from starting for a reason that its operator can mend: the message says what, the action how. */
public final class StartupFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    public StartupFailure(String message, String action) {
        super(message);
        this.action = action;
    }

    public StartupFailure(String message, String action, Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
