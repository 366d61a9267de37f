package io.omnihub.replenishment;

import io.omnihub.engine.Table;
import io.omnihub.inventory.Cell;
import java.util.Optional;

/**
 * What the retailer has said of when a cell is filled.
 *
 * @param levels empty: nothing any more, they follow from what is sold
 */
public record TargetLevels(Cell cell, Optional<Levels> levels) {
    static final Table<Cell, TargetLevels> TABLE = new Table<>("replenishment-level", 47);
}
