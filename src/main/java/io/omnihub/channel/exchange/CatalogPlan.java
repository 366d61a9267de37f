package io.omnihub.channel.exchange;

import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.PutEntryResult;
import io.omnihub.channel.Field;
import io.omnihub.channel.backoffice.CatalogBody;
import io.omnihub.channel.backoffice.CatalogRefusals;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.exchange.ImportRow;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Puts items, locations and channels by the rules of their routes; a row is what a put has in its body, with the code. */
@Component
class CatalogPlan {
    private final Catalogs catalogs;

    CatalogPlan(Catalogs catalogs) {
        this.catalogs = catalogs;
    }

    ImportRow item(long line, JsonNode content, Actor actor) {
        Field row = Field.of(content);
        Field body = row.without("sku");
        Item item = CatalogBody.item(sku(row), body);
        return planned(line, content, catalogs.putting(actor, item), CatalogBody.barcodes(body));
    }

    ImportRow location(long line, JsonNode content, Actor actor) {
        Field row = Field.of(content);
        Location location = CatalogBody.location(new LocationCode(row.at("code").code()), row.without("code"));
        return planned(line, content, catalogs.putting(actor, location), List.of());
    }

    ImportRow channel(long line, JsonNode content, Actor actor) {
        Field row = Field.of(content);
        Channel channel = CatalogBody.channel(new ChannelCode(row.at("code").code()), row.without("code"));
        return planned(line, content, catalogs.putting(actor, channel), channel.pool());
    }

    static Sku sku(Field row) {
        return new Sku(row.at("sku").text(Sku::isValid, "a SKU, 1 to 64 characters"));
    }

    /** @param listed the pool or barcodes of the row, to tell which of them are at fault */
    private static <E> ImportRow planned(
            long line, JsonNode content, Command<PutEntryResult<E>> command, List<?> listed) {
        return new ImportRow.Planned<>(
                line,
                command,
                result -> CatalogRefusals.of(result, listed).map(refusal -> Faults.of(refusal, content)));
    }
}
