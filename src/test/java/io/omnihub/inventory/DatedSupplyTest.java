package io.omnihub.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.catalog.Channel;
import io.omnihub.catalog.EntryState;
import io.omnihub.catalog.SourcingPolicy;
import io.omnihub.catalog.Unfillable;
import io.omnihub.inventory.DatedSupply.Dated;
import io.omnihub.inventory.DatedSupply.Kind;
import io.omnihub.inventory.DatedSupply.Line;
import io.omnihub.inventory.DatedSupply.Source;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatedSupplyTest {
    private static final Sku GAME = new Sku("game");
    private static final LocationCode LEEDS = new LocationCode("leeds");
    private static final LocationCode ELSEWHERE = new LocationCode("elsewhere");
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Source FIRST = new Source(Kind.RECEIPT, new UUID(0, 1));
    private static final Source SECOND = new Source(Kind.TRANSFER, new UUID(0, 2));

    @Test
    void whatComesFirst_isPromisedFirst() {
        var supply = supply(line(SECOND, 3, 5, 0), line(FIRST, 1, 2, 0));

        assertThat(promisable(supply, 30, 0)).containsExactly("FIRST 2", "SECOND 5");
    }

    @Test
    void whatIsPromised_isNotPromisedAgain_norIsWhatWasCut() {
        assertThat(promisable(supply(line(FIRST, 1, 4, 3), line(SECOND, 3, 5, 5)), 30, 0))
                .containsExactly("FIRST 1");
        var cut = supply(line(FIRST, 1, 2, 3));
        assertThat(promisable(cut, 30, 0)).isEmpty();
        assertThat(cut.overPromised().orElseThrow().overPromised()).isEqualTo(1);
    }

    @Test
    void beyondTheHorizon_orOverdue_orElsewhere_nothingIsPromised() {
        var elsewhere = new Line(SECOND, ELSEWHERE, NOW.plus(Duration.ofDays(1)), 5, 0, 0);

        assertThat(promisable(supply(line(FIRST, 7, 5, 0)), 7, 0)).containsExactly("FIRST 5");
        assertThat(promisable(supply(line(FIRST, 8, 5, 0)), 7, 0)).isEmpty();
        assertThat(promisable(supply(line(FIRST, 0, 5, 0)), 7, 0)).isEmpty();
        assertThat(promisable(supply(elsewhere), 7, 0)).isEmpty();
    }

    @Test
    void whatAChannelKeepsBack_isKeptOfWhatComesFirst() {
        var supply = supply(line(FIRST, 1, 2, 0), line(SECOND, 3, 5, 0));

        assertThat(promisable(supply, 30, 1)).containsExactly("FIRST 1", "SECOND 5");
        assertThat(promisable(supply, 30, 3)).containsExactly("SECOND 4");
        assertThat(promisable(supply, 30, 7)).isEmpty();
    }

    @Test
    void whatHasCome_waitsForWhomItIsPromisedTo_andIsGivenOnce() {
        var supply = supply(line(FIRST, 1, 4, 3)).settingAside(FIRST.id(), 2).expecting(FIRST, LEEDS, NOW, 2);

        Line come = supply.line(FIRST.id()).orElseThrow();
        assertThat(come.promised()).isEqualTo(1);
        assertThat(come.setAside()).isEqualTo(2);
        assertThat(come.available()).isEqualTo(1);
        assertThat(supply.giving(FIRST.id(), 1, 2)
                        .line(FIRST.id())
                        .orElseThrow()
                        .available())
                .isEqualTo(2);
    }

    private static DatedSupply supply(Line... lines) {
        return new DatedSupply(GAME, List.of(lines));
    }

    private static Line line(Source source, int days, long open, long promised) {
        return new Line(source, LEEDS, NOW.plus(Duration.ofDays(days)), open, promised, 0);
    }

    private static List<String> promisable(DatedSupply supply, int horizonDays, long keptBack) {
        var channel = new Channel(
                new ChannelCode("web"),
                "Web",
                Channel.Kind.WEB,
                EntryState.ACTIVE,
                List.of(LEEDS),
                0,
                Unfillable.ATTENTION,
                Optional.of(horizonDays),
                Optional.empty(),
                false,
                SourcingPolicy.DEFAULT,
                1);
        return supply.promisable(channel, LEEDS::equals, keptBack, NOW).stream()
                .map(DatedSupplyTest::told)
                .toList();
    }

    private static String told(Dated dated) {
        return (dated.line().source().equals(FIRST) ? "FIRST " : "SECOND ") + dated.quantity();
    }
}
