package io.omnihub.tidy.planted;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;

record TellsTheTime(ZoneId zone) {
    long millis() {
        return System.currentTimeMillis();
    }

    LocalDate today() {
        return LocalDate.now(zone);
    }

    Supplier<Instant> reference() {
        return Instant::now;
    }

    Clock ownClock() {
        return Clock.systemUTC();
    }
}
