package io.omnihub.inventory;

/**
 * What a room has held until an end. Units whose end has passed are counted as held until somebody needs them; reads of
 * stock count them as available at once.
 *
 * @param units a query that yields {@code sku, location, quantity, ends_at} of all units counted as held, any number of
 *     rows per cell
 */
public record HeldUntil(String units) {}
