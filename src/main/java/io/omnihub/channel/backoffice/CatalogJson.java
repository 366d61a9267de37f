package io.omnihub.channel.backoffice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Wire;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Entries of the catalogue as the contract shows them. */
final class CatalogJson {
    private CatalogJson() {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ItemJson(String sku, String name, String state, Optional<Money> unitPrice, long version) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record LocationJson(
            String code,
            String name,
            String kind,
            String state,
            GeoPoint position,
            String timeZone,
            List<HoursJson> openingHours,
            List<String> capabilities,
            Optional<Long> dailyCapacity,
            long leadTimeMinutes,
            long version) {}

    record HoursJson(String day, String opens, String closes) {}

    record ChannelJson(
            String code, String name, String kind, String state, List<String> pool, long threshold, long version) {}

    static Object of(Item item) {
        return new ItemJson(item.sku().value(), item.name(), item.state().wire(), item.unitPrice(), item.version());
    }

    static Object of(Location location) {
        return new LocationJson(
                location.code().value(),
                location.name(),
                location.kind().wire(),
                location.state().wire(),
                location.position(),
                location.timeZone().getId(),
                location.openingHours().stream().map(CatalogJson::hours).toList(),
                location.capabilities().stream().sorted().map(Wire::wire).toList(),
                location.dailyCapacity(),
                location.leadTimeMinutes(),
                location.version());
    }

    static Object of(Channel channel) {
        return new ChannelJson(
                channel.code().value(),
                channel.name(),
                channel.kind().wire(),
                channel.state().wire(),
                channel.pool().stream().map(LocationCode::value).toList(),
                channel.threshold(),
                channel.version());
    }

    private static HoursJson hours(Location.OpeningHours hours) {
        return new HoursJson(
                hours.day().name().toLowerCase(Locale.ROOT),
                hours.opens().toString(),
                hours.closes().toString());
    }
}
