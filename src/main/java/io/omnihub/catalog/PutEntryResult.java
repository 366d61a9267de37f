package io.omnihub.catalog;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a put. */
public sealed interface PutEntryResult<E> {
    /** The entry as it is now. */
    record Put<E>(E entry, boolean created) implements PutEntryResult<E> {}

    /** {@code version-mismatch}: the entry has changed, or is not there. */
    record VersionMismatch<E>(Optional<Long> current) implements PutEntryResult<E> {}

    /** {@code barcode-taken}: other items have these barcodes. */
    record BarcodesTaken<E>(Map<Barcode, Sku> taken) implements PutEntryResult<E> {
        public BarcodesTaken {
            taken = Map.copyOf(taken);
        }
    }

    /** {@code unknown-location}: the pool names locations that do not exist. */
    record UnknownLocations<E>(List<LocationCode> unknown) implements PutEntryResult<E> {}
}
