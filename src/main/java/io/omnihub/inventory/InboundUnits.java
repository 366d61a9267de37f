package io.omnihub.inventory;

/**
 * What a room expects to come to a cell, or to be taken from it, and the ledger does not count as available there.
 *
 * @param units a query that yields {@code sku, location, quantity, expected_at}, any number of rows per cell; the quantity is
 *     below zero where it is to be taken away, the time is null for soon
 */
public record InboundUnits(String units) {}
