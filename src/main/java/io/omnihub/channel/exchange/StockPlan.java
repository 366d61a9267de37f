package io.omnihub.channel.exchange;

import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.exchange.Import;
import io.omnihub.exchange.ImportRow;
import io.omnihub.inventory.Cell;
import io.omnihub.inventory.Stock;
import io.omnihub.inventory.TakeOverLevelResult;
import io.omnihub.inventory.TakenOver;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes levels over from another system; the ledger's entries name the import. */
@Component
class StockPlan {
    /** Many receipts may add up to more than one may bring, and facts to less than nothing. */
    private static final long MAX_ON_HAND = 1_000_000_000_000_000L;

    private final Stock stock;

    StockPlan(Stock stock) {
        this.stock = stock;
    }

    ImportRow level(long line, JsonNode content, Import in) {
        Field row = Field.of(content).object("sku", "location", "onHand", "unavailable", "safetyStock");
        var level = new TakenOver(
                new Cell(
                        CatalogPlan.sku(row),
                        new LocationCode(row.at("location").code())),
                row.at("onHand")
                        .whole(-MAX_ON_HAND, MAX_ON_HAND, "quantity-out-of-range", "A quantity is out of range"),
                row.maybe("unavailable").map(units -> units.quantity(0)),
                row.maybe("safetyStock").map(units -> units.quantity(0)));
        return new ImportRow.Planned<>(
                line,
                stock.takingOver(in.startedBy(), in.id(), level),
                result -> refusal(result).map(refusal -> Faults.of(refusal, content)));
    }

    private static Optional<ProblemException> refusal(TakeOverLevelResult result) {
        return switch (result) {
            case TakeOverLevelResult.Done() -> Optional.empty();
            case TakeOverLevelResult.UnknownItem() ->
                Optional.of(Refusals.field("unknown-item", "An item is unknown", "/sku", "There is no such item."));
            case TakeOverLevelResult.UnknownLocation() -> Optional.of(Refusals.unknownLocation());
            case TakeOverLevelResult.InactiveLocation() ->
                Optional.of(Refusals.field(
                        "inactive-location", "A location is inactive", "/location", "Its location is inactive."));
        };
    }
}
