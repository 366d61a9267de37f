package io.omnihub.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TownsTest {
    private final Towns towns = RetailFiles.towns();

    @Test
    void everySale_hasATown() {
        RetailFiles.DAYS.stream()
                .map(day -> Day.of(RetailFiles.lines(day)).events())
                .flatMap(Collection::stream)
                .filter(SampleEvent.Sale.class::isInstance)
                .map(SampleEvent.Sale.class::cast)
                .forEach(sale -> assertThat(towns.of(sale).country()).isEqualTo(sale.country()));
    }

    @Test
    void sameCustomer_alwaysLivesInTheSameTown() {
        assertThat(towns.of("United Kingdom", "17850").name()).isEqualTo("Kingston upon Hull");
        assertThat(towns.of("EIRE", "14911")).returns("Dublin", Town::name).returns("IE", Town::isoCode);
    }

    @Test
    void largeTowns_getMostCustomers() {
        var customers = IntStream.range(12_000, 19_000)
                .mapToObj(number ->
                        towns.of("United Kingdom", Integer.toString(number)).name())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        // London has 7.6 of the 24 million people in the towns of the list.
        assertThat(customers.get("London")).isBetween(1_950L, 2_450L);
        assertThat(customers).hasSize(60);
    }

    @Test
    void countryWithoutTown_isAnError() {
        assertThatThrownBy(() -> towns.of("Atlantis", "17850")).hasMessage("the sample knows no town in Atlantis");
    }
}
