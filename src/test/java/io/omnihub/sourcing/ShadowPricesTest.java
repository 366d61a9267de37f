package io.omnihub.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.ShadowPrices.Price;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowPricesTest {
    private static final Instant UNTIL = Instant.parse("2026-11-23T12:00:00Z");
    private final ShadowPrices prices = new ShadowPrices(
            UNTIL, List.of(price("CUP", "S2", 1_500), price("CUP", "S1", 20), price("LAMP", "S3", 3_000)));

    @Test
    void aPrice_isThatOfItsCell_andNothingElsewhere() {
        assertThat(prices.of(cell("CUP", "S2"))).isEqualTo(1.5);
        assertThat(prices.of(cell("CUP", "S1"))).isEqualTo(0.02);
        assertThat(prices.of(cell("CUP", "S3"))).isZero();
        assertThat(prices.of(cell("CUP", "S4"))).isZero();
        assertThat(prices.of(cell("BULB", "S1"))).isZero();
        assertThat(prices.size()).isEqualTo(3);
    }

    @Test
    void pricesThatAreTooOld_countForNothing() {
        assertThat(prices.at(UNTIL.minusNanos(1)).of(cell("CUP", "S2"))).isEqualTo(1.5);
        assertThat(prices.at(UNTIL).of(cell("CUP", "S2"))).isZero();
        assertThat(ShadowPrices.NONE.at(Instant.EPOCH)).isSameAs(ShadowPrices.NONE);
    }

    @Test
    void whatIsWorthNothing_hasNoPrice() {
        assertThatThrownBy(() -> price("CUP", "S1", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Price price(String sku, String location, long millis) {
        return new Price(cell(sku, location), millis);
    }

    private static Cell cell(String sku, String location) {
        return new Cell(new Sku(sku), new LocationCode(location));
    }
}
