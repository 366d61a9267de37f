package io.omnihub.customer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How customers are known.
 *
 * @param region of telephone numbers that are given without a country, two letters as in ISO 3166-1; without it they are
 *     refused
 */
@ConfigurationProperties("omnihub.customers")
public record CustomerSettings(Optional<String> region) {
    public CustomerSettings {
        if (region.filter(code -> !Arrays.asList(Locale.getISOCountries()).contains(code))
                .isPresent()) {
            throw new IllegalArgumentException("omnihub.customers.region is no country: " + region.get());
        }
    }
}
