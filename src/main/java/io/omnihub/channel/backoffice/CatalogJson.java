package io.omnihub.channel.backoffice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.catalog.Barcode;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.OpeningTimes.OpeningException;
import io.omnihub.catalog.Tolerance;
import io.omnihub.catalog.WhenShort;
import io.omnihub.kernel.GeoPoint;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Wire;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Entries of the catalogue as the contract shows them. */
public final class CatalogJson {
    private CatalogJson() {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ItemJson(
            String sku, String name, String state, Optional<Money> unitPrice, List<String> barcodes, long version) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record LocationJson(
            String code,
            String name,
            String kind,
            String state,
            GeoPoint position,
            String timeZone,
            List<HoursJson> openingHours,
            List<ExceptionJson> openingExceptions,
            List<String> capabilities,
            Optional<String> cutOff,
            Optional<Long> dailyCapacity,
            long leadTimeMinutes,
            double acceptanceRate,
            AcceptanceJson acceptance,
            Optional<Long> acknowledgeMinutes,
            Optional<Long> collectDays,
            Optional<Long> remindDays,
            Optional<ToleranceJson> countTolerance,
            boolean paused,
            boolean pickupPaused,
            long version) {}

    record AcceptanceJson(double rate, long accepted, long declined) {}

    record ToleranceJson(long units, int percent) {
        static ToleranceJson of(Tolerance tolerance) {
            return new ToleranceJson(tolerance.units(), tolerance.percent());
        }
    }

    record HoursJson(String day, String opens, String closes) {}

    record ExceptionJson(String date, List<PeriodJson> periods) {}

    record PeriodJson(String opens, String closes) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ChannelJson(
            String code,
            String name,
            String kind,
            String state,
            List<String> pool,
            long threshold,
            String unfillable,
            Optional<Integer> inboundHorizonDays,
            Optional<WhenShortJson> whenShort,
            boolean paymentsReported,
            long version) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record WhenShortJson(
            String rule,
            long below,
            List<String> locations,
            Optional<Long> keep,
            Optional<String> to,
            Optional<Long> upTo) {
        static WhenShortJson of(WhenShort rule) {
            return new WhenShortJson(
                    rule.rule().wire(),
                    rule.below(),
                    rule.locations().stream().map(LocationCode::value).toList(),
                    Optional.of(rule.keep()).filter(_ -> rule.rule() != WhenShort.Rule.POOL),
                    rule.refill().map(refill -> refill.to().value()),
                    rule.refill().map(WhenShort.Refill::upTo));
        }
    }

    public static Object of(Item item) {
        return new ItemJson(
                item.sku().value(),
                item.name(),
                item.state().wire(),
                item.unitPrice(),
                item.barcodes().stream().map(Barcode::value).toList(),
                item.version());
    }

    public static Object of(Location location) {
        return new LocationJson(
                location.code().value(),
                location.name(),
                location.kind().wire(),
                location.state().wire(),
                location.position(),
                location.timeZone().getId(),
                location.openingHours().stream().map(CatalogJson::hours).toList(),
                location.openingExceptions().stream()
                        .map(CatalogJson::exception)
                        .toList(),
                location.capabilities().stream().sorted().map(Wire::wire).toList(),
                location.cutOff().map(LocalTime::toString),
                location.dailyCapacity(),
                location.leadTimeMinutes(),
                location.acceptanceRate(),
                new AcceptanceJson(
                        location.acceptance(),
                        location.answers().accepted(),
                        location.answers().declined()),
                location.acknowledgeMinutes(),
                location.collectDays(),
                location.remindDays(),
                location.countTolerance().map(ToleranceJson::of),
                location.paused(),
                location.pickupPaused(),
                location.version());
    }

    public static Object of(Channel channel) {
        return new ChannelJson(
                channel.code().value(),
                channel.name(),
                channel.kind().wire(),
                channel.state().wire(),
                channel.pool().stream().map(LocationCode::value).toList(),
                channel.threshold(),
                channel.unfillable().wire(),
                channel.inboundHorizonDays(),
                channel.whenShort().map(WhenShortJson::of),
                channel.paymentsReported(),
                channel.version());
    }

    private static ExceptionJson exception(OpeningException exception) {
        return new ExceptionJson(
                exception.date().toString(),
                exception.periods().stream()
                        .map(period -> new PeriodJson(
                                period.opens().toString(), period.closes().toString()))
                        .toList());
    }

    private static HoursJson hours(Location.OpeningHours hours) {
        return new HoursJson(
                hours.day().name().toLowerCase(Locale.ROOT),
                hours.opens().toString(),
                hours.closes().toString());
    }
}
