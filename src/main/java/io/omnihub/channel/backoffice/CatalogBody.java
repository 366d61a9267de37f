package io.omnihub.channel.backoffice;

import io.omnihub.catalog.Channel;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.channel.Field;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the bodies that put items, locations and channels; versions are the engine's to give. */
final class CatalogBody {
    private static final int MAX_NAME = 200;
    private static final int MAX_HOURS = 28;
    private static final long MAX_LEAD_TIME_MINUTES = 525_600;
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

    private CatalogBody() {}

    static Item item(Sku sku, Field body) {
        Field item = body.object("name", "state", "unitPrice");
        return new Item(
                sku,
                item.at("name").text(MAX_NAME),
                state(item),
                item.maybe("unitPrice").map(CatalogBody::price),
                0);
    }

    static Location location(LocationCode code, Field body) {
        Field location = body.object(
                "name",
                "kind",
                "state",
                "position",
                "timeZone",
                "openingHours",
                "capabilities",
                "dailyCapacity",
                "leadTimeMinutes");
        return new Location(
                code,
                location.at("name").text(MAX_NAME),
                location.at("kind").word(Location.Kind.class),
                state(location),
                location.at("position").position(),
                ZoneId.of(location.at("timeZone").text(TIME_ZONES::contains, "a time zone of IANA, as Europe/London")),
                location.maybe("openingHours").map(CatalogBody::openingHours).orElse(List.of()),
                location.maybe("capabilities").map(CatalogBody::capabilities).orElse(Set.of()),
                location.maybe("dailyCapacity").map(units -> units.quantity(0)),
                location.maybe("leadTimeMinutes")
                        .map(minutes -> minutes.whole(0, MAX_LEAD_TIME_MINUTES))
                        .orElse(0L),
                0);
    }

    static Channel channel(ChannelCode code, Field body) {
        Field channel = body.object("name", "kind", "state", "pool", "threshold");
        return new Channel(
                code,
                channel.at("name").text(MAX_NAME),
                channel.maybe("kind").map(kind -> kind.word(Channel.Kind.class)).orElse(Channel.Kind.WEB),
                state(channel),
                pool(channel.at("pool")),
                channel.maybe("threshold").map(units -> units.quantity(0)).orElse(0L),
                0);
    }

    private static EntryState state(Field entry) {
        return entry.maybe("state").map(state -> state.word(EntryState.class)).orElse(EntryState.ACTIVE);
    }

    private static Money price(Field field) {
        Field price = field.object("amount", "currency");
        return new Money(
                price.at("amount").whole(0, Money.MAX_PRICE, "money-out-of-range", "Money is out of range"),
                price.at("currency").currency());
    }

    private static List<Location.OpeningHours> openingHours(Field field) {
        return field.items(0, MAX_HOURS, "too-many-entries").stream()
                .map(hours -> hours.object("day", "opens", "closes"))
                .map(hours -> new Location.OpeningHours(
                        DayOfWeek.of(
                                1 + DAYS.indexOf(hours.at("day").text(DAYS::contains, "a day of the week, as monday"))),
                        time(hours.at("opens")),
                        time(hours.at("closes"))))
                .toList();
    }

    private static LocalTime time(Field field) {
        return LocalTime.parse(field.text(text -> TIME.matcher(text).matches(), "a time from 00:00 to 23:59"));
    }

    private static Set<Location.Capability> capabilities(Field field) {
        List<Field> given = field.items(0, Location.Capability.values().length, "too-many-entries");
        Set<Location.Capability> capabilities = given.stream()
                .map(capability -> capability.word(Location.Capability.class))
                .collect(Collectors.toSet());
        if (capabilities.size() < given.size()) {
            throw field.invalid("Each capability may stand once.");
        }
        return capabilities;
    }

    private static List<LocationCode> pool(Field field) {
        List<LocationCode> pool = field.items(0, Channel.MAX_POOL, "too-many-entries").stream()
                .map(code -> new LocationCode(code.code()))
                .toList();
        if (new HashSet<>(pool).size() < pool.size()) {
            throw field.invalid("Each location may stand once.");
        }
        return pool;
    }
}
