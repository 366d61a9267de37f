package io.omnihub.journal;

import java.util.Optional;

/**
 * What became of an entry.
 *
 * @param rejection present where it was rejected
 */
public record Verdict(Outcome outcome, Optional<Rejection> rejection) {
    static final Verdict APPLIED = new Verdict(Outcome.APPLIED, Optional.empty());
    static final Verdict SUPERSEDED = new Verdict(Outcome.SUPERSEDED, Optional.empty());

    public Verdict {
        if (rejection.isPresent() != (outcome == Outcome.REJECTED)) {
            throw new IllegalArgumentException("what is rejected is so for a reason, and nothing else is");
        }
    }

    static Verdict rejected(Rejection why) {
        return new Verdict(Outcome.REJECTED, Optional.of(why));
    }
}
