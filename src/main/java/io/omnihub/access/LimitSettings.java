package io.omnihub.access;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much callers may send, each as {@code 600/1m} (so many requests in such a time) or {@code none}.
 *
 * @param administrator each key of this role, likewise {@code service}, {@code storefront}, {@code store} and
 *     {@code terminal}
 * @param address requests from one address that show no good key
 * @param trustedProxies networks, such as {@code 10.0.0.0/8}, whose word on where a request comes from is taken
 */
@ConfigurationProperties("omnihub.limits")
public record LimitSettings(
        @DefaultValue("none") String administrator,
        @DefaultValue("10000/10s") String service,
        @DefaultValue("10000/10s") String storefront,
        @DefaultValue("1000/10s") String store,
        @DefaultValue("1000/10s") String terminal,
        @DefaultValue("6000/1m") String address,
        @DefaultValue List<String> trustedProxies) {

    Optional<Limit> ofRole(Role role) {
        String text = switch (role) {
            case ADMINISTRATOR -> administrator;
            case SERVICE -> service;
            case STOREFRONT -> storefront;
            case STORE -> store;
            case TERMINAL -> terminal;
        };
        return Limit.parse(role.wire(), text);
    }

    Optional<Limit> ofAddress() {
        return Limit.parse("address", address);
    }
}
