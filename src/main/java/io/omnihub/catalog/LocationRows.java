package io.omnihub.catalog;

import io.omnihub.catalog.OpeningTimes.OpeningException;
import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class LocationRows implements Rows<LocationCode, Location> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = """
        code, name, kind, state, latitude, longitude, time_zone, opening_hours::text, opening_exceptions::text,
        capabilities, cut_off, daily_capacity, lead_time_minutes, acceptance_rate, paused, pickup_paused, version,
        acknowledge_minutes, collect_days, accepted_parts, declined_parts, remind_days,
        count_tolerance_units, count_tolerance_percent\
        """;

    private static final String LOCK =
            "SELECT code FROM location WHERE code = ANY($1::text[]) ORDER BY code FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM location WHERE code = ANY($1::text[])";
    private static final String INSERT = """
        INSERT INTO location (code, name, kind, state, latitude, longitude, time_zone, opening_hours,
            opening_exceptions, capabilities, cut_off, daily_capacity, lead_time_minutes, acceptance_rate, paused,
            pickup_paused, version, acknowledge_minutes, collect_days, accepted_parts, declined_parts, remind_days,
            count_tolerance_units, count_tolerance_percent)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8::json, $9::json, string_to_array($10, ','), nullif($11, '')::time,
            nullif($12, -1), $13, $14, $15, $16, $17, nullif($18, -1), nullif($19, -1), $20, $21, nullif($22, -1),
            nullif($23, -1), nullif($24, -1))
        """;

    private static final String UPDATE = """
        UPDATE location SET name = $2, kind = $3, state = $4, latitude = $5, longitude = $6, time_zone = $7,
            opening_hours = $8::json, opening_exceptions = $9::json, capabilities = string_to_array($10, ','),
            cut_off = nullif($11, '')::time, daily_capacity = nullif($12, -1), lead_time_minutes = $13,
            acceptance_rate = $14, paused = $15, pickup_paused = $16, version = $17,
            acknowledge_minutes = nullif($18, -1), collect_days = nullif($19, -1), accepted_parts = $20,
            declined_parts = $21, remind_days = nullif($22, -1),
            count_tolerance_units = nullif($23, -1), count_tolerance_percent = nullif($24, -1)
        WHERE code = $1
        """;

    private static final TypeReference<List<Location.OpeningHours>> OPENING_HOURS = new TypeReference<>() {};
    private static final TypeReference<List<OpeningException>> OPENING_EXCEPTIONS = new TypeReference<>() {};

    private final JsonMapper json;

    LocationRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Table<LocationCode, Location> table() {
        return Location.TABLE;
    }

    @Override
    public Statement lock(Collection<LocationCode> codes, Consumer<Object> locked) {
        return Statement.query(
                LOCK,
                row -> locked.accept(new LocationCode(Columns.text(row, 0))),
                Columns.texts(codes, LocationCode::value));
    }

    @Override
    public List<Statement> load(Collection<LocationCode> codes, BiConsumer<LocationCode, Location> found) {
        return List.of(Statement.query(
                LOAD,
                row -> found.accept(new LocationCode(Columns.text(row, 0)), read(row)),
                Columns.texts(codes, LocationCode::value)));
    }

    /** Locations change seldom and a few at a time, so each is a statement. */
    @Override
    public List<Statement> write(List<Changed<LocationCode, Location>> rows, Instant now) {
        return CatalogRows.write(rows, this::write, INSERT, UPDATE);
    }

    private Statement write(Location location, String sql) {
        return Statement.update(
                sql,
                location.code().value(),
                location.name(),
                location.kind().wire(),
                location.state().wire(),
                location.position().latitude(),
                location.position().longitude(),
                location.timeZone().getId(),
                json.writeValueAsString(location.openingHours()),
                json.writeValueAsString(location.openingExceptions()),
                location.capabilities().stream().map(Wire::wire).sorted().collect(Collectors.joining(",")),
                location.cutOff().map(LocalTime::toString).orElse(""),
                location.dailyCapacity().orElse(-1L),
                location.leadTimeMinutes(),
                location.acceptanceRate(),
                location.paused(),
                location.pickupPaused(),
                location.version(),
                location.acknowledgeMinutes().orElse(-1L),
                location.collectDays().orElse(-1L),
                location.answers().accepted(),
                location.answers().declined(),
                location.remindDays().orElse(-1L),
                location.countTolerance().map(Tolerance::units).orElse(-1L),
                location.countTolerance().map(Tolerance::percent).orElse(-1));
    }

    Location read(Readable row) {
        return new Location(
                new LocationCode(Columns.text(row, 0)),
                Columns.text(row, 1),
                Wire.parse(Location.Kind.class, Columns.text(row, 2)),
                Wire.parse(EntryState.class, Columns.text(row, 3)),
                new GeoPoint(real(row, 4), real(row, 5)),
                new OpeningTimes(
                        ZoneId.of(Columns.text(row, 6)),
                        json.readValue(Columns.text(row, 7), OPENING_HOURS),
                        json.readValue(Columns.text(row, 8), OPENING_EXCEPTIONS)),
                Arrays.stream(Objects.requireNonNull(row.get(9, String[].class)))
                        .map(capability -> Wire.parse(Location.Capability.class, capability))
                        .collect(Collectors.toSet()),
                Columns.optional(row, 10, LocalTime.class),
                Columns.optional(row, 11, Long.class),
                Columns.number(row, 12),
                real(row, 13),
                Columns.optional(row, 17, Long.class),
                Columns.optional(row, 18, Long.class),
                Columns.optional(row, 21, Long.class),
                Columns.optional(row, 22, Long.class).map(units -> new Tolerance(units, Columns.integer(row, 23))),
                Columns.flag(row, 14),
                Columns.flag(row, 15),
                new Answers(Columns.number(row, 19), Columns.number(row, 20)),
                Columns.number(row, 16));
    }

    private static double real(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, Double.class));
    }
}
