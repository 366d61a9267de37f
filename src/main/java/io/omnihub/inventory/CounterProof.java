package io.omnihub.inventory;

/**
 * What a room holds a counter to: the sums of its own open rows, which the ledger proof compares with the levels in one
 * snapshot.
 *
 * @param counter {@code ALLOCATED}, {@code HELD} or {@code IN_TRANSIT}
 * @param openUnits a query that yields {@code sku, location, quantity}, any number of rows per cell
 */
public record CounterProof(Counter counter, String openUnits) {}
