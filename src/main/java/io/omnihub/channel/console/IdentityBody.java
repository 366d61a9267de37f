package io.omnihub.channel.console;

import io.omnihub.channel.Field;
import io.omnihub.channel.Refusals;
import io.omnihub.customer.Claim;
import io.omnihub.customer.Customers;
import io.omnihub.customer.Evidence;
import io.omnihub.customer.IdentityKey;
import io.omnihub.customer.IdentityType;
import io.omnihub.kernel.ChannelCode;
import java.util.List;
import java.util.Optional;

/** The keys of persons in bodies of requests. */
final class IdentityBody {
    private static final int MAX_VALUE = 254;

    private IdentityBody() {}

    /** @param min how many keys there must be */
    static Evidence evidence(Field from, int min, ChannelCode source, Customers customers) {
        from.object("name", "identities");
        Optional<Field> listed = from.maybe("identities");
        List<Claim> claims = (min > 0 ? Optional.of(from.at("identities")) : listed)
                .map(field -> field.items(min, Evidence.MAX_CLAIMS, "too-many-identities").stream()
                        .map(each -> claim(each, customers))
                        .toList())
                .orElse(List.of());
        return new Evidence(claims, from.maybe("name").map(name -> name.trimmed(Evidence.MAX_NAME)), source);
    }

    private static Claim claim(Field field, Customers customers) {
        Field claim = field.object("type", "value", "authenticated");
        return new Claim(
                key(claim, customers),
                claim.maybe("authenticated").map(Field::flag).orElse(false));
    }

    static IdentityKey key(Field claim, Customers customers) {
        IdentityType type = claim.at("type").word(IdentityType.class);
        Field value = claim.at("value");
        return customers
                .key(type, value.trimmed(MAX_VALUE))
                .orElseThrow(() -> Refusals.field(
                        "invalid-identity",
                        "That identifies nobody",
                        value.pointer(),
                        "Must be " + type.expected() + "."));
    }
}
