package io.omnihub;

import static io.omnihub.Shop.line;
import static io.omnihub.Shop.part;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.Shop.Level;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcurrencyIT implements LedgerProven {
    private static final int CONNECTIONS = 32;

    private final Shop shop = new Shop();
    private String leeds = "";
    private String bath = "";
    private String web = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        bath = shop.store("bath", 51.38, -2.36);
        web = shop.channel("web", leeds, bath);
        lamp = shop.item("lamp");
    }

    @Test
    void threeHundredCustomersRaceForAHundredUnits_exactlyAHundredAreServed() {
        shop.receive(lamp, leeds, 60);
        shop.receive(lamp, bath, 40);

        var replies = Crowd.of(CONNECTIONS).call(300, _ -> shop.place(shop.order(web, line(lamp, 1))));

        var served = replies.stream().filter(reply -> reply.status() == 201).toList();
        assertThat(served).hasSize(100);
        assertThat(served.stream().map(reply -> reply.text("/number"))).doesNotHaveDuplicates();
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(reply -> assertThat(
                                reply.refuses(409, "insufficient-stock").json().items("/lines"))
                        .containsExactly(
                                Json.of("{lineNumber: 1, sku: '%s', requested: 1, available: 0}".formatted(lamp))));
        assertThat(shop.level(lamp, leeds)).isEqualTo(new Level(60, 0, 60, 0, 0));
        assertThat(shop.level(lamp, bath)).isEqualTo(new Level(40, 0, 40, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void fiftyCallersWithOneKey_makeOneOrder(boolean byHeader) {
        shop.receive(lamp, leeds, 100);
        var asked = shop.order(web, line(lamp, 2));
        String[] key = byHeader ? new String[] {"Idempotency-Key", shop.fresh("key")} : new String[0];

        var replies = Crowd.of(50).call(50, _ -> shop.place(asked, key));

        assertThat(replies.stream().collect(groupingBy(Reply::status, counting())))
                .isEqualTo(Map.of(201, 1L, 200, 49L));
        assertThat(replies.stream().map(reply -> reply.text("/id")).distinct()).hasSize(1);
        replies.stream().filter(reply -> reply.status() == 200).forEach(Reply::isReplay);
        assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(2);
    }

    @Test
    void fiftyContentsUnderOneKey_makeOneOrder_andAreOtherwiseRefused() {
        shop.receive(lamp, leeds, 10_000);
        var asked = shop.order(web, line(lamp, 1));

        var replies = Crowd.of(50).call(50, i -> shop.place(asked.with("/lines/0/quantity", i + 1)));

        var placed = replies.stream().filter(reply -> reply.status() == 201).toList();
        assertThat(placed).hasSize(1);
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(reply -> reply.refuses(422, "idempotency-key-reused", "/externalId"));
        assertThat(shop.level(lamp, leeds).allocated())
                .isEqualTo(placed.getFirst().number("/lines/0/ordered"));
    }

    /** With five units on the line, both fit, or only the one that came first. */
    @ParameterizedTest
    @CsvSource({"2, 3", "3, 2", "5, 1", "1, 5", "3, 3"})
    void twoCancellationsOfOneLineAtOnce_seeEachOther(long one, long other) {
        shop.receive(lamp, leeds, 100);
        for (int round = 0; round < 10; round++) {
            String id = shop.place(shop.order(web, line(lamp, 5))).is(201).text("/id");

            var replies = Crowd.of(2).call(2, i -> shop.cancel(id, part(1, i == 0 ? one : other)));

            long cancelled = IntStream.range(0, 2)
                    .filter(i -> replies.get(i).status() == 201)
                    .mapToLong(i -> i == 0 ? one : other)
                    .sum();
            assertThat(cancelled).isIn(one + other <= 5 ? List.of(one + other) : List.of(one, other));
            replies.stream()
                    .filter(reply -> reply.status() != 201)
                    .forEach(reply -> assertThat(reply.refuses(409, "quantity-not-cancellable")
                                    .number("/lines/0/cancellable"))
                            .isEqualTo(5 - cancelled));
            assertThat(shop.level(lamp, leeds).allocated()).isEqualTo(5 - cancelled);
            if (cancelled < 5) {
                shop.cancel(id, Json.of("{}")).is(201);
            }
        }
    }

    @Test
    void aStormOfOrdersCancellationsAndAdjustments_leavesEveryCounterRight() {
        long seed = ThreadLocalRandom.current().nextLong();
        List<String> skus = shop.items(12);
        skus.forEach(sku -> shop.adjust("receipt", Shop.entry(sku, leeds, 60), Shop.entry(sku, bath, 60)));

        var outcomes = Crowd.of(CONNECTIONS).call(1_000, i -> storm(new Random(seed + i), skus));

        assertThat(outcomes.stream().collect(groupingBy(Reply::status, counting())))
                .as("seed %d", seed)
                .containsOnlyKeys(201, 409);
        for (String sku : skus) {
            var levels = List.of(shop.level(sku, leeds), shop.level(sku, bath));
            assertThat(levels).as("seed %d", seed).allMatch(level -> level.availableToFulfil() >= 0);
        }
    }

    /** Places an order of one to four lines, and mostly cancels some of it, or else finds a unit. */
    private Reply storm(Random random, List<String> skus) {
        if (random.nextInt(10) == 0) {
            var entry = Shop.entry(pick(random, skus), random.nextBoolean() ? leeds : bath, 1);
            return shop.adjust("found", entry);
        }
        var lines = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(_ -> line(pick(random, skus), 1 + random.nextInt(3)))
                .toList();
        var placed = shop.place(shop.order(web, lines));
        return placed.status() != 201 || random.nextInt(3) == 0
                ? placed
                : shop.cancel(placed.text("/id"), random.nextBoolean() ? Json.of("{}") : part(1, 1));
    }

    private static String pick(Random random, List<String> skus) {
        return skus.get(random.nextInt(skus.size()));
    }
}
