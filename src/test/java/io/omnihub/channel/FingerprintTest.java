package io.omnihub.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Sku;
import io.omnihub.order.Delivery;
import io.omnihub.order.Discount;
import io.omnihub.order.NewOrder;
import io.omnihub.order.Recipient;
import io.omnihub.order.ShippingCharge;
import io.omnihub.order.Tax;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Fingerprints are kept for ever: what an older release has accepted must be known again. */
class FingerprintTest {
    private static final Sku LAMP = new Sku("85123A");

    private final Requests requests =
            new Requests(Duration.ofSeconds(1), JsonMapper.builder().build());

    @Test
    void anOrderWithoutCharges_hasTheFingerprintThatItHadBeforeThereWereAny() {
        assertThat(fingerprint(new NewOrder.Line(LAMP, 6, 255), List.of(), false))
                .isEqualTo(UUID.fromString("bee71f6d-e5d8-92e1-9b41-0b6b22ab1bc0"));
    }

    @Test
    void anyOtherCharge_isAnotherOrder() {
        var plain = new NewOrder.Line(LAMP, 6, 255);
        var parcel = new ShippingCharge("Parcel", 399, List.of());
        assertThat(List.of(
                        fingerprint(plain, List.of(), false),
                        fingerprint(plain, List.of(), true),
                        fingerprint(plain, List.of(parcel), false),
                        fingerprint(plain, List.of(new ShippingCharge("Parcel", 399, List.of(tax(80)))), false),
                        fingerprint(line(List.of(discount("A")), List.of()), List.of(), false),
                        fingerprint(line(List.of(discount("B")), List.of()), List.of(), false),
                        fingerprint(line(List.of(), List.of(tax(80))), List.of(), false),
                        fingerprint(line(List.of(), List.of(tax(81))), List.of(), false)))
                .doesNotHaveDuplicates();
    }

    private static NewOrder.Line line(List<Discount> discounts, List<Tax> taxes) {
        return new NewOrder.Line(LAMP, 6, 255, discounts, taxes);
    }

    private static Discount discount(String code) {
        return new Discount(Optional.of(code), 100);
    }

    private static Tax tax(long amount) {
        return new Tax("VAT", Optional.of(0.2), amount);
    }

    private UUID fingerprint(NewOrder.Line line, List<ShippingCharge> shipping, boolean taxesIncluded) {
        var address = new Recipient.Address(
                "1 High Street", Optional.empty(), "York", Optional.empty(), Optional.empty(), "GB", Optional.empty());
        return requests.fingerprint(new NewOrder(
                new ChannelCode("web"),
                "W-1001",
                "GBP",
                List.of(line),
                new Recipient(
                        Optional.of("A. Buyer"),
                        Optional.empty(),
                        Optional.empty(),
                        new Delivery.Ship(address),
                        Optional.empty(),
                        List.of()),
                true,
                false,
                List.of(),
                shipping,
                taxesIncluded));
    }
}
