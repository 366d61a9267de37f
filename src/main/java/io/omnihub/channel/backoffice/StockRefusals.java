package io.omnihub.channel.backoffice;

import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** How the entries of a body that corrects stock name their cells, and the refusals of those that cannot be taken. */
final class StockRefusals {
    private StockRefusals() {}

    static Cell cell(Field entry) {
        return new Cell(sku(entry), new LocationCode(entry.at("location").code()));
    }

    static Sku sku(Field entry) {
        return new Sku(entry.at("sku").text(Sku::isValid, "a SKU, 1 to 64 characters"));
    }

    static RuntimeException unknownItems(List<Cell> cells, Set<Sku> skus) {
        return refusal(
                "unknown-item",
                "An item is unknown",
                "sku",
                "There is no such item.",
                cells,
                cell -> skus.contains(cell.sku()));
    }

    static RuntimeException unknownLocations(List<Cell> cells, Set<LocationCode> codes) {
        return refusal(
                "unknown-location",
                "A location is unknown",
                "location",
                "There is no such location.",
                cells,
                cell -> codes.contains(cell.location()));
    }

    static RuntimeException inactiveLocations(List<Cell> cells, Set<LocationCode> codes) {
        return refusal(
                "inactive-location",
                "A location is inactive",
                "location",
                "Its location is inactive.",
                cells,
                cell -> codes.contains(cell.location()));
    }

    private static RuntimeException refusal(
            String code, String title, String member, String detail, List<Cell> cells, Predicate<Cell> atFault) {
        return Refusals.entries(code, title, "/entries/%d/" + member, detail, cells, atFault);
    }
}
