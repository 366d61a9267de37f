package io.omnihub.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.DeliveryMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
    private static final int TRIES = 3_000;
    private static final Sku LAMP = new Sku("LAMP");

    @Test
    void whatIsCancelled_takesItsPartOfDiscountsAndTaxesWithIt_andTheLastUnitShippingToo() {
        Order order = order(
                new OrderAccount(List.of(new ShippingCharge("Parcel", 399, List.of(tax(80)))), false, 0, 0),
                line(1, 3, 1_000, List.of(discount(100)), List.of(tax(580))));

        assertThat(order.originalAmounts()).isEqualTo(new Amounts(3_000, 100, 399, 660, false));
        assertThat(order.originalAmounts().total()).isEqualTo(3_959);
        Order fewer = order.cancel(Map.of(1, 1L));
        assertThat(fewer.currentAmounts()).isEqualTo(new Amounts(2_000, 66, 399, 386 + 80, false));
        assertThat(fewer.originalAmounts()).isEqualTo(order.originalAmounts());
        assertThat(fewer.cancel(Map.of(1, 2L)).currentAmounts()).isEqualTo(new Amounts(0, 0, 0, 0, false));
    }

    @Test
    void taxesInPrices_areNotAddedToThem() {
        Order order = order(
                new OrderAccount(List.of(new ShippingCharge("Parcel", 399, List.of(tax(66)))), true, 0, 0),
                line(1, 3, 1_000, List.of(discount(100)), List.of(tax(483))));

        assertThat(order.currentAmounts().taxes()).isEqualTo(549);
        assertThat(order.currentAmounts().total()).isEqualTo(3_000 - 100 + 399);
    }

    @Test
    void unitsOrderedLater_bringNoMoreOfWhatWasGiven() {
        var charges = new LineCharges(2, List.of(discount(100)), List.of(tax(50)));
        var line = new OrderLine(1, LAMP, 5, 5, 1_000, charges);

        assertThat(line.amounts(5, false)).isEqualTo(new Amounts(5_000, 100, 0, 50, false));
        assertThat(line.amounts(1, false)).isEqualTo(new Amounts(1_000, 50, 0, 25, false));
    }

    @Test
    void whatIsDue_isWhatIsLeftToPay_orToGiveBack() {
        Order due = order(paid(700, 200), line(1, 2, 500));
        assertThat(due.due()).isEqualTo(500);
        assertThat(due.refundDue()).isZero();
        Order even = order(paid(1_000, 0), line(1, 2, 500));
        assertThat(even.due()).isZero();
        assertThat(even.refundDue()).isZero();
        Order cancelled = even.cancel(Map.of(1, 1L));
        assertThat(cancelled.due()).isZero();
        assertThat(cancelled.refundDue()).isEqualTo(500);
        assertThat(order(paid(0, 300), line(1, 2, 500)).due()).isEqualTo(1_300);
    }

    @Test
    void discountsAboveWhatALineCosts_areNoLine() {
        line(1, 3, 100, List.of(discount(200), discount(100)), List.of());
        line(1, 1, 0, List.of(discount(0)), List.of());
        assertThatThrownBy(() -> line(1, 3, 100, List.of(discount(200), discount(101)), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line(1, 3, 0, List.of(discount(1)), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewOrder.Line(LAMP, 3, 100, List.of(discount(301)), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void unitByUnit_anOrderShrinksToNothing_neverGrowsOnTheWay_andAllPartsAddUp(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < TRIES; i++) {
            Order order = anyOrder(random);
            Amounts before = order.currentAmounts();
            assertThat(before).as("seed %d", seed).isEqualTo(order.originalAmounts());
            while (order.state() != OrderState.CANCELLED) {
                List<OrderLine> left = order.lines().stream()
                        .filter(line -> line.current() > 0)
                        .toList();
                OrderLine line = left.get(random.nextInt(left.size()));
                order = order.cancel(Map.of(line.lineNumber(), random.nextLong(1, line.current() + 1)));
                Amounts now = order.currentAmounts();
                assertThat(now.total()).as("%s, seed %d", order, seed).isBetween(0L, before.total());
                assertThat(now.discounts()).isBetween(0L, before.discounts());
                assertThat(now.taxes()).isBetween(0L, before.taxes());
                before = now;
            }
            assertThat(before.total()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void wherever_aLineIsDivided_bothPartsHaveAllOfItsCharges_andAreLinesThemselves(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < TRIES; i++) {
            OrderLine line = anyLine(random, 1);
            long at = random.nextLong(line.ordered() + 1);
            LineCharges first = line.charges().between(0, at);
            LineCharges rest = line.charges().between(at, line.ordered());

            assertThat(Discount.sum(first.discounts()) + Discount.sum(rest.discounts()))
                    .as("%s at %d, seed %d", line, at, seed)
                    .isEqualTo(Discount.sum(line.charges().discounts()));
            assertThat(Tax.sum(first.taxes()) + Tax.sum(rest.taxes()))
                    .isEqualTo(Tax.sum(line.charges().taxes()));
            if (at > 0) {
                new OrderLine(1, LAMP, at, at, line.unitPrice(), first);
            }
            if (at < line.ordered()) {
                new OrderLine(1, LAMP, line.ordered() - at, 0, line.unitPrice(), rest);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void inWhateverPartsAllComesBack_allButShippingIsDue(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < TRIES; i++) {
            Order order = anyOrder(random);
            long charged = order.currentAmounts().total();
            long due = 0;
            while (order.lines().stream().anyMatch(line -> line.kept() > 0)) {
                List<OrderLine> left =
                        order.lines().stream().filter(line -> line.kept() > 0).toList();
                OrderLine line = left.get(random.nextInt(left.size()));
                long units = random.nextLong(1, line.kept() + 1);
                Order after = order.giveBack(Map.of(line.lineNumber(), units));
                long refund =
                        order.currentAmounts().total() - after.currentAmounts().total();
                assertThat(refund).as("%s, seed %d", order, seed).isNotNegative();
                due += refund;
                order = after;
            }
            assertThat(charged - due)
                    .as("%s, seed %d", order, seed)
                    .isEqualTo(order.currentAmounts().total())
                    .isEqualTo(order.currentAmounts().shipping()
                            + (order.account().taxesIncluded()
                                    ? 0
                                    : order.account().shippingAmounts().taxes()));
        }
    }

    @Test
    void whatIsStored_isReadAsItWas() {
        var random = new SplittableRandom(9);
        for (int i = 0; i < TRIES; i++) {
            Order order = anyOrder(random);
            assertThat(StoredCharges.account(Optional.ofNullable(StoredCharges.write(order.account())), 7, 3))
                    .isEqualTo(new OrderAccount(
                            order.account().shipping(), order.account().taxesIncluded(), 7, 3));
            order.lines()
                    .forEach(line -> assertThat(
                                    StoredCharges.line(Optional.ofNullable(StoredCharges.write(line.charges()))))
                            .isEqualTo(line.charges()));
        }
        assertThat(StoredCharges.write(OrderAccount.NONE)).isNull();
        assertThat(StoredCharges.write(LineCharges.NONE)).isNull();
    }

    private static Order anyOrder(SplittableRandom random) {
        List<ShippingCharge> shipping = IntStream.range(0, random.nextInt(3))
                .mapToObj(_ -> new ShippingCharge("Parcel", random.nextLong(1_000), anyTaxes(random, 200)))
                .toList();
        return order(
                new OrderAccount(shipping, random.nextBoolean(), 0, 0),
                IntStream.rangeClosed(1, random.nextInt(1, 4))
                        .mapToObj(number -> anyLine(random, number))
                        .toArray(OrderLine[]::new));
    }

    /** Of few units and small prices, where rounding shows most. */
    private static OrderLine anyLine(SplittableRandom random, int number) {
        long units = random.nextLong(1, 8);
        long price = random.nextLong(12);
        List<Discount> discounts = new ArrayList<>();
        long left = units * price;
        for (int i = random.nextInt(4); i > 0; i--) {
            long amount = random.nextLong(left + 1);
            left -= amount;
            discounts.add(discount(amount));
        }
        return line(number, units, price, discounts, anyTaxes(random, units * price + 1));
    }

    private static List<Tax> anyTaxes(SplittableRandom random, long below) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> tax(random.nextLong(below)))
                .toList();
    }

    private static OrderAccount paid(long paid, long refunded) {
        return new OrderAccount(List.of(), false, paid, refunded);
    }

    private static Discount discount(long amount) {
        return new Discount(Optional.of("XMAS"), amount);
    }

    private static Tax tax(long amount) {
        return new Tax("VAT", Optional.of(0.2), amount);
    }

    private static OrderLine line(int number, long units, long price) {
        return line(number, units, price, List.of(), List.of());
    }

    private static OrderLine line(int number, long units, long price, List<Discount> discounts, List<Tax> taxes) {
        return new OrderLine(number, LAMP, units, units, price, LineCharges.of(units, discounts, taxes));
    }

    private static Order order(OrderAccount account, OrderLine... lines) {
        return new Order(
                new UUID(0, 1),
                new OrderNumber(100_000),
                new ChannelCode("web"),
                "W-1",
                OrderState.PLACED,
                "GBP",
                DeliveryMethod.SHIP,
                true,
                false,
                Instant.EPOCH,
                new UUID(0, 2),
                account,
                List.of(lines));
    }
}
