package io.omnihub.channel.carrier;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How replies leave the hub.
 *
 * @param mailFrom the address that e-mail comes from; with {@code spring.mail.host} it sets e-mail up
 * @param webhookUrl where replies of other networks are sent
 * @param webhookSecret by which they are signed: {@code whsec_} and 24 to 64 bytes in Base64, as Standard Webhooks has it
 * @param timeout of one try
 */
@ConfigurationProperties("omnihub.replies")
public record CarrierSettings(
        Optional<String> mailFrom,
        Optional<URI> webhookUrl,
        Optional<String> webhookSecret,
        @DefaultValue("10s") Duration timeout) {
    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    public CarrierSettings {
        if (webhookUrl.isPresent()
                && webhookSecret.filter(CarrierSettings::isSecret).isEmpty()) {
            throw new IllegalArgumentException(
                    "omnihub.replies.webhook-url needs omnihub.replies.webhook-secret: whsec_ and 24 to 64 bytes in"
                            + " Base64");
        }
    }

    private static boolean isSecret(String text) {
        try {
            int bytes = secret(text).length;
            return text.startsWith(PREFIX) && bytes >= MIN_BYTES && bytes <= MAX_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    static byte[] secret(String text) {
        return Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
    }
}
