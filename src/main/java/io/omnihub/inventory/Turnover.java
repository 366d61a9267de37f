package io.omnihub.inventory;

import java.time.Instant;

/**
 * What happened in one cell in one hour, as the ledger tells it.
 *
 * @param at when the last of it did
 * @param sold units that left for customers
 * @param change by how much {@code on_hand} has changed, whatever the reason
 */
public record Turnover(Cell cell, Instant at, long sold, long change) {}
