package io.omnihub.tidy.planted.platform;

import java.time.Clock;

/** Breaks no rule: the platform is where the one clock comes from. */
record SystemTime() {
    Clock clock() {
        return Clock.systemUTC();
    }
}
