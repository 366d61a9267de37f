package io.omnihub.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How given charges are stored; mostly there are none, and nothing is. */
final class StoredCharges {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    /** What an order costs besides its lines. */
    private record Stored(List<ShippingCharge> shipping, boolean taxesIncluded) {}

    private StoredCharges() {}

    static @Nullable String write(OrderAccount account) {
        return account.shipping().isEmpty() && !account.taxesIncluded()
                ? null
                : JSON.writeValueAsString(new Stored(account.shipping(), account.taxesIncluded()));
    }

    static @Nullable String write(LineCharges charges) {
        return charges.equals(LineCharges.NONE) ? null : JSON.writeValueAsString(charges);
    }

    static OrderAccount account(Optional<String> stored, long paid, long refunded) {
        if (stored.isEmpty()) {
            return paid == 0 && refunded == 0 ? OrderAccount.NONE : new OrderAccount(List.of(), false, paid, refunded);
        }
        Stored charges = JSON.readValue(stored.get(), Stored.class);
        return new OrderAccount(charges.shipping(), charges.taxesIncluded(), paid, refunded);
    }

    static LineCharges line(Optional<String> stored) {
        return stored.map(text -> JSON.readValue(text, LineCharges.class)).orElse(LineCharges.NONE);
    }
}
