package io.omnihub.tidy.planted;

import java.time.Clock;
import java.time.Instant;

/** Breaks no rule: the clock is given. */
record AsksTheClock(Clock clock) {
    Instant now() {
        return Instant.now(clock);
    }
}
