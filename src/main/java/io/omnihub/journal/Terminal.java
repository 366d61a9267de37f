package io.omnihub.journal;

import io.omnihub.kernel.LocationCode;
import java.util.UUID;

/**
 * A terminal as it is enrolled: who is enrolled anew begins a new journal.
 *
 * @param id of the enrolment
 * @param location of the store that it stands in
 */
public record Terminal(UUID id, LocationCode location) {}
