package io.omnihub.count;

import io.omnihub.catalog.Tolerance;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cycle counts are judged that bring no tolerance of their own.
 *
 * @param toleranceUnits units that a line may differ by
 * @param tolerancePercent of what is expected, that it may differ by
 */
@ConfigurationProperties("omnihub.counts")
public record CountSettings(
        @DefaultValue("2") long toleranceUnits,
        @DefaultValue("2") int tolerancePercent) {
    Tolerance tolerance() {
        return new Tolerance(toleranceUnits, tolerancePercent);
    }
}
