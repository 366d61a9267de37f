package io.omnihub.fulfillment;

import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.Location;
import io.omnihub.engine.Columns;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.LocationCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How many units each location with a daily capacity has taken on today, by its own calendar. A capacity is soft: the
 * count is up to a second old, and never locked.
 */
@Component
public class CapacityQueries {
    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final String COUNT = """
        SELECT f.location, sum(l.quantity)::bigint
        FROM unnest($1::text[], $2::uuid[]) AS day (location, first)
        JOIN fulfillment_order f ON f.location = day.location AND f.id >= day.first
        JOIN fulfillment_order_line l ON l.fulfillment_order_id = f.id
        WHERE f.state NOT IN ('rejected', 'expired')
        GROUP BY f.location
        """;

    private final DatabaseClient database;
    private final Catalogs catalogs;
    private final Clock clock;
    private final Mono<Map<LocationCode, Long>> counted;

    CapacityQueries(DatabaseClient database, Catalogs catalogs, Clock clock) {
        this.database = database;
        this.catalogs = catalogs;
        this.clock = clock;
        this.counted = Mono.defer(this::count).cache(_ -> MAX_AGE, _ -> Duration.ZERO, () -> MAX_AGE);
    }

    /** Locations that have no capacity, or nothing to do yet, are left out; so are all when they cannot be counted. */
    public Mono<Map<LocationCode, Long>> unitsToday() {
        return limited().isEmpty() ? Mono.just(Map.of()) : counted.onErrorReturn(Map.of());
    }

    private Mono<Map<LocationCode, Long>> count() {
        List<Location> limited = limited();
        Instant now = clock.instant();
        return database.sql(COUNT)
                .bind(0, Columns.texts(limited, location -> location.code().value()))
                .bind(1, Columns.uuids(limited, location -> Ids.first(midnight(location, now))))
                .map(row -> Map.entry(new LocationCode(Columns.text(row, 0)), Columns.number(row, 1)))
                .all()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Location> limited() {
        return catalogs.copy().locations().values().stream()
                .filter(location -> location.dailyCapacity().isPresent())
                .toList();
    }

    private static Instant midnight(Location location, Instant now) {
        return LocalDate.ofInstant(now, location.timeZone())
                .atStartOfDay(location.timeZone())
                .toInstant();
    }
}
