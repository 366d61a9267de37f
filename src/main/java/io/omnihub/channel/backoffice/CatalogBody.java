package io.omnihub.channel.backoffice;

import io.omnihub.catalog.Answers;
import io.omnihub.catalog.Barcode;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.OpeningTimes;
import io.omnihub.catalog.OpeningTimes.OpeningException;
import io.omnihub.catalog.OpeningTimes.Period;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.catalog.Tolerance;
import io.omnihub.catalog.Unfillable;
import io.omnihub.catalog.WhenShort;
import io.omnihub.channel.Field;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the bodies that put items, locations and channels; versions are the engine's to give. */
public final class CatalogBody {
    private static final int MAX_NAME = 200;
    private static final int MAX_REASON = 500;
    private static final int MAX_HOURS = 28;
    private static final int MAX_PERIODS = 4;
    private static final long MAX_LEAD_TIME_MINUTES = 525_600;
    private static final long MAX_COLLECT_DAYS = 365;
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Pattern DATE = Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}");
    private static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

    /** What barcodes look like, in words. */
    static final String BARCODE_FORM = "1 to 64 of ! to ~, without spaces";

    private CatalogBody() {}

    public static Item item(Sku sku, Field body) {
        Field item = body.object("name", "state", "unitPrice", "barcodes");
        return new Item(
                sku,
                item.at("name").text(MAX_NAME),
                state(item),
                item.maybe("unitPrice").map(price -> price.money(0, Money.MAX_PRICE)),
                barcodes(item),
                0);
    }

    public static Location location(LocationCode code, Field body) {
        Field location = body.object(
                "name",
                "kind",
                "state",
                "position",
                "timeZone",
                "openingHours",
                "openingExceptions",
                "capabilities",
                "cutOff",
                "dailyCapacity",
                "leadTimeMinutes",
                "acceptanceRate",
                "acknowledgeMinutes",
                "collectDays",
                "remindDays",
                "countTolerance");
        return new Location(
                code,
                location.at("name").text(MAX_NAME),
                location.at("kind").word(Location.Kind.class),
                state(location),
                location.at("position").position(),
                opening(location),
                location.maybe("capabilities").map(CatalogBody::capabilities).orElse(Set.of()),
                location.maybe("cutOff").map(CatalogBody::time),
                location.maybe("dailyCapacity").map(units -> units.quantity(0)),
                location.maybe("leadTimeMinutes")
                        .map(minutes -> minutes.whole(0, MAX_LEAD_TIME_MINUTES))
                        .orElse(0L),
                location.maybe("acceptanceRate").map(rate -> rate.number(0, 1)).orElse(1.0),
                location.maybe("acknowledgeMinutes").map(minutes -> minutes.whole(1, MAX_LEAD_TIME_MINUTES)),
                location.maybe("collectDays").map(days -> days.whole(1, MAX_COLLECT_DAYS)),
                location.maybe("remindDays").map(days -> days.whole(0, MAX_COLLECT_DAYS)),
                location.maybe("countTolerance").map(CatalogBody::tolerance),
                false,
                false,
                Answers.NONE,
                0);
    }

    static Tolerance tolerance(Field field) {
        field.object("units", "percent");
        return new Tolerance(
                field.at("units").quantity(0), (int) field.at("percent").whole(0, 100));
    }

    /** What an operator wants of a location's switches, and why. */
    record Switches(boolean paused, boolean pickupPaused, String reason) {}

    static Switches switches(Field body) {
        Field switches = body.object("paused", "pickupPaused", "reason");
        return new Switches(
                switches.at("paused").flag(),
                switches.at("pickupPaused").flag(),
                switches.at("reason").trimmed(MAX_REASON));
    }

    public static Channel channel(ChannelCode code, Field body) {
        Field channel = body.object(
                "name",
                "kind",
                "state",
                "pool",
                "threshold",
                "unfillable",
                "inboundHorizonDays",
                "whenShort",
                "paymentsReported");
        List<LocationCode> pool = pool(channel.at("pool"));
        return new Channel(
                code,
                channel.at("name").text(MAX_NAME),
                channel.maybe("kind").map(kind -> kind.word(Channel.Kind.class)).orElse(Channel.Kind.WEB),
                state(channel),
                pool,
                channel.maybe("threshold").map(units -> units.quantity(0)).orElse(0L),
                channel.maybe("unfillable")
                        .map(policy -> policy.word(Unfillable.class))
                        .orElse(Unfillable.ATTENTION),
                channel.maybe("inboundHorizonDays").map(days -> (int) days.whole(1, Channel.MAX_HORIZON_DAYS)),
                channel.maybe("whenShort").map(rule -> whenShort(rule, pool)),
                channel.maybe("paymentsReported").map(Field::flag).orElse(false),
                SourcingPolicy.DEFAULT,
                0);
    }

    /** In the order in which the body has them. */
    public static List<Barcode> barcodes(Field item) {
        Optional<Field> given = item.maybe("barcodes");
        List<Barcode> barcodes = given.map(field -> field.items(0, Item.MAX_BARCODES, "too-many-entries").stream()
                        .map(code -> new Barcode(code.text(Barcode::isValid, BARCODE_FORM)))
                        .toList())
                .orElse(List.of());
        if (new HashSet<>(barcodes).size() < barcodes.size()) {
            throw given.orElseThrow().invalid("Each barcode may stand once.");
        }
        return barcodes;
    }

    private static OpeningTimes opening(Field location) {
        return new OpeningTimes(
                ZoneId.of(location.at("timeZone").text(TIME_ZONES::contains, "a time zone of IANA, as Europe/London")),
                location.maybe("openingHours").map(CatalogBody::openingHours).orElse(List.of()),
                location.maybe("openingExceptions")
                        .map(CatalogBody::openingExceptions)
                        .orElse(List.of()));
    }

    private static EntryState state(Field entry) {
        return entry.maybe("state").map(state -> state.word(EntryState.class)).orElse(EntryState.ACTIVE);
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

    private static List<OpeningException> openingExceptions(Field field) {
        Set<LocalDate> dates = new HashSet<>();
        List<OpeningException> exceptions = new ArrayList<>();
        for (Field exception : field.items(0, Location.MAX_OPENING_EXCEPTIONS, "too-many-entries")) {
            Field date = exception.object("date", "periods").at("date");
            LocalDate day = date(date);
            if (!dates.add(day)) {
                throw date.invalid("Each date may stand once.");
            }
            exceptions.add(new OpeningException(
                    day,
                    exception.at("periods").items(0, MAX_PERIODS, "too-many-entries").stream()
                            .map(period -> period.object("opens", "closes"))
                            .map(period -> new Period(time(period.at("opens")), time(period.at("closes"))))
                            .toList()));
        }
        return exceptions;
    }

    private static LocalDate date(Field field) {
        String text = field.text(date -> DATE.matcher(date).matches(), "a date, as 2026-12-25");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notInTheCalendar) {
            throw field.invalid("There is no such date.");
        }
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

    private static WhenShort whenShort(Field field, List<LocationCode> own) {
        field.object("rule", "below", "locations", "keep", "to", "upTo");
        WhenShort.Rule rule = field.at("rule").word(WhenShort.Rule.class);
        long below = field.maybe("below").map(units -> units.quantity(0)).orElse(0L);
        List<LocationCode> locations = pool(field.at("locations"));
        if (locations.isEmpty()) {
            throw field.at("locations").invalid("Must have at least 1.");
        }
        if (locations.stream().anyMatch(own::contains)) {
            throw field.at("locations").invalid("A location of the pool cannot help it.");
        }
        Optional<Field> keep = field.maybe("keep");
        if (rule == WhenShort.Rule.POOL && keep.isPresent()) {
            throw keep.get().invalid("Goes with threshold and transfer alone.");
        }
        Optional<WhenShort.Refill> refill =
                rule == WhenShort.Rule.TRANSFER ? Optional.of(refill(field, below, own)) : Optional.empty();
        Stream.of("to", "upTo")
                .filter(_ -> refill.isEmpty())
                .forEach(name -> field.maybe(name).ifPresent(given -> {
                    throw given.invalid("Goes with transfer alone.");
                }));
        return new WhenShort(
                rule, below, locations, keep.map(units -> units.quantity(0)).orElse(0L), refill);
    }

    private static WhenShort.Refill refill(Field field, long below, List<LocationCode> own) {
        if (below < 1) {
            throw field.invalid("What is sent is sent below a mark of at least 1.");
        }
        var to = new LocationCode(field.at("to").code());
        if (!own.contains(to)) {
            throw field.at("to").invalid("Must be a location of the pool.");
        }
        long upTo = field.at("upTo").quantity(1);
        if (upTo <= below) {
            throw field.at("upTo").invalid("Must be more than below.");
        }
        return new WhenShort.Refill(to, upTo);
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
