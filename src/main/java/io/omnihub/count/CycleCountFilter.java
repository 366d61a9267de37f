package io.omnihub.count;

import io.omnihub.kernel.LocationCode;
import java.util.Optional;
import java.util.UUID;

/** Which cycle counts a list shows. */
public record CycleCountFilter(
        Optional<LocationCode> location, Optional<CycleCountState> state, Optional<UUID> after, int limit) {}
