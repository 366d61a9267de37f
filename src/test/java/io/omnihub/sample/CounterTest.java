package io.omnihub.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.kernel.Money;
import io.omnihub.sample.Counter.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A day at a counter, by what its terminal knows. */
class CounterTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Money PRICE = new Money(255, "GBP");

    private final Counter counter = new Counter("S001", Map.of("LAMP", PRICE), 42);

    @Test
    void nothingIsSold_whereNothingIsSpare() {
        assertThat(counter.serve(0, NOON)).isEmpty();
        counter.learn(levels("LAMP", 30, 21, 1));
        assertThat(counter.serve(0, NOON)).isEmpty();
        assertThat(counter.untold()).isEmpty();
    }

    @Test
    void aDay_isMostlySales_withReturnsAndCounts_numberedFromWhereTheJournalIs() {
        counter.learn(levels("LAMP", 1_000, 0, 1));
        List<Entry> day = LongStream.range(0, 60)
                .mapToObj(moment -> counter.serve(moment, NOON))
                .flatMap(Optional::stream)
                .toList();

        assertThat(counter.untold()).isEqualTo(day);
        assertThat(day).extracting(Entry::sequence).first().isEqualTo(42L);
        assertThat(day).extracting(Entry::sequence).doesNotHaveDuplicates().isSorted();
        assertThat(day)
                .filteredOn(entry -> entry.kind().equals("sale"))
                .hasSizeGreaterThan(45)
                .allSatisfy(sale -> {
                    assertThat(sale.quantity().orElseThrow()).isBetween(1L, 3L);
                    assertThat(sale.unitPrice()).contains(PRICE);
                });
        assertThat(day).filteredOn(entry -> entry.kind().equals("return")).hasSize(4);
    }

    @Test
    void aShelfIsCounted_whenNothingOfItIsUntold() {
        counter.learn(levels("LAMP", 1_000, 0, 1));
        counter.serve(0, NOON);
        assertThat(counter.serve(7, NOON)).isEmpty();
        acknowledge("applied");
        assertThat(counter.untold()).isEmpty();

        Entry count = counter.serve(7, NOON).orElseThrow();
        assertThat(count.kind()).isEqualTo("count");
        assertThat(count.counted().orElseThrow()).isBetween(999L, 1_000L);
    }

    @Test
    void whatIsRejected_isToldNoMore_andNotTaken() {
        counter.learn(levels("LAMP", 1_000, 0, 1));
        counter.serve(0, NOON);
        assertThat(acknowledge("rejected")).isZero();
        assertThat(counter.untold()).isEmpty();
    }

    @Test
    void whatIsToldLate_isOldNews() {
        counter.learn(levels("LAMP", 1_000, 0, 2));
        counter.learn(levels("LAMP", 0, 0, 1));
        assertThat(counter.serve(0, NOON)).isPresent();
    }

    @Test
    void storesTakeTurns_toBeAway() {
        for (SampleLocation store : RetailFiles.locations()) {
            assertThat(LongStream.range(0, CounterMoment.CYCLE)
                            .filter(moment -> CounterMoment.isAway(store.code(), moment)))
                    .hasSize(CounterMoment.AWAY);
        }
        assertThat(LongStream.range(0, CounterMoment.CYCLE)
                        .mapToObj(moment -> RetailFiles.locations().stream()
                                .filter(store -> CounterMoment.isAway(store.code(), moment))
                                .count()))
                .doesNotContain((long) RetailFiles.locations().size());
    }

    @Test
    void momentsFollowThePace() {
        assertThat(Terminals.moment(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Terminals.moment(0.5)).isEqualTo(Duration.ofSeconds(20));
        assertThat(Terminals.moment(Pacer.MAX_PER_SECOND)).isEqualTo(Duration.ofMillis(200));
    }

    private long acknowledge(String outcome) {
        return counter.acknowledge(JsonMapper.shared()
                .readTree("[{\"sequence\":42,\"outcome\":\"%s\",\"repeated\":false}]".formatted(outcome)));
    }

    private static JsonNode levels(String sku, long onHand, long allocated, long version) {
        return JsonMapper.shared().readTree("""
            [{"sku":"%s","onHand":%d,"unavailable":0,"allocated":%d,"held":0,"inTransit":0,"safetyStock":0,\
            "version":%d,"onHandVersion":1}]\
            """.formatted(sku, onHand, allocated, version));
    }
}
