package io.omnihub.channel.backoffice;

import io.omnihub.catalog.Barcode;
import io.omnihub.catalog.PutEntryResult;
import io.omnihub.channel.Refusals;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.kernel.ProblemException;
import io.omnihub.kernel.Sku;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why an item, location or channel is not put. */
public final class CatalogRefusals {
    private CatalogRefusals() {}

    /**
     * Empty where it was put.
     *
     * @param listed the pool or barcodes of the body, to tell which of them are at fault
     */
    public static <E> Optional<ProblemException> of(PutEntryResult<E> result, List<?> listed) {
        return switch (result) {
            case PutEntryResult.Put<E> _ -> Optional.empty();
            case PutEntryResult.VersionMismatch<E>(Optional<Long> current) ->
                Optional.of(Refusals.versionMismatch(current));
            case PutEntryResult.BarcodesTaken<E>(Map<Barcode, Sku> taken) ->
                Optional.of(Refusals.conflict(
                        "barcode-taken",
                        "A barcode belongs to another item",
                        taken.entrySet().stream()
                                .sorted(Comparator.comparingInt(owned -> listed.indexOf(owned.getKey())))
                                .map(owned -> new FieldError(
                                        "/barcodes/" + listed.indexOf(owned.getKey()),
                                        "barcode-taken",
                                        "It belongs to the item " + owned.getValue() + "."))
                                .toList()));
            case PutEntryResult.UnknownLocations<E>(List<LocationCode> unknown) ->
                Optional.of(Refusals.fields(
                        "unknown-location",
                        "A location is unknown",
                        unknown.stream()
                                .map(code -> new FieldError(
                                        listed.contains(code)
                                                ? "/pool/" + listed.indexOf(code)
                                                : "/whenShort/locations",
                                        "unknown-location",
                                        "There is no location " + code + "."))
                                .toList()));
        };
    }
}
