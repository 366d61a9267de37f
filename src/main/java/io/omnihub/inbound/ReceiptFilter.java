package io.omnihub.inbound;

import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.Optional;
import java.util.UUID;

/**
 * Which expected receipts are asked for.
 *
 * @param after the id of the last one of the page before
 */
public record ReceiptFilter(
        Optional<Sku> sku,
        Optional<LocationCode> location,
        Optional<ReceiptState> state,
        Optional<UUID> after,
        int limit) {}
