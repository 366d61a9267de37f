package io.omnihub.transfer;

import io.omnihub.kernel.LocationCode;
import java.util.Optional;
import java.util.UUID;

/**
 * Which transfers are asked for: those that have all of what is given, a page of them.
 *
 * @param either where they leave or arrive
 */
public record TransferFilter(
        Optional<LocationCode> source,
        Optional<LocationCode> destination,
        Optional<LocationCode> either,
        Optional<TransferState> state,
        Optional<UUID> after,
        int limit) {}
