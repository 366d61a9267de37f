package io.omnihub.fulfillment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * That a location is asked to give back what it has picked and its customer does not want any more.
 *
 * @param id of the cancellation that asked first
 * @param from where the part stood then
 * @param units what is asked back of each line, a line once
 * @param overdue whether somebody was told that it was not answered in time
 * @param reminder when its customer was to be reminded, and was not since it was asked back
 */
public record CancellationRequest(
        UUID id,
        FulfillmentState from,
        List<Units> units,
        Optional<String> reason,
        boolean overdue,
        Optional<Instant> reminder) {
    public CancellationRequest {
        units = List.copyOf(units);
    }

    long units(int lineNumber) {
        return units.stream()
                .filter(line -> line.lineNumber() == lineNumber)
                .mapToLong(Units::quantity)
                .sum();
    }

    /** With further units, of which a later cancellation wants to know as well. */
    CancellationRequest and(int lineNumber, long quantity) {
        List<Units> more = new ArrayList<>(units);
        more.removeIf(line -> line.lineNumber() == lineNumber);
        more.add(new Units(lineNumber, units(lineNumber) + quantity));
        return new CancellationRequest(id, from, more, reason, overdue, reminder);
    }

    CancellationRequest whenOverdue() {
        return new CancellationRequest(id, from, units, reason, true, reminder);
    }

    CancellationRequest withReminder(Instant due) {
        return new CancellationRequest(id, from, units, reason, overdue, Optional.of(due));
    }
}
