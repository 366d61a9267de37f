package io.omnihub.channel.carrier;

import io.omnihub.catalog.Channel;
import io.omnihub.ticket.Carrier;
import io.omnihub.ticket.TicketMessage;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands replies to whoever speaks with a network, signed by Standard Webhooks; its {@code webhook-id} is the message's id,
 * the same at each try. What is answered with 2xx is taken, what with 4xx other than 408 and 429 will never be.
 */
@Component
@EnableConfigurationProperties(CarrierSettings.class)
class WebhookCarrier implements Carrier {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;

    private final CarrierSettings settings;
    private final WebClient client;
    private final JsonMapper json;
    private final Clock clock;

    WebhookCarrier(CarrierSettings settings, JsonMapper json, Clock clock) {
        this.settings = settings;
        this.client = WebClient.create();
        this.json = json;
        this.clock = clock;
    }

    /** Of e-mail too, where no mail server is set up: {@link MailCarrier} goes first. */
    @Override
    public boolean carries(Channel.Kind kind) {
        return settings.webhookUrl().isPresent();
    }

    @Override
    public Mono<Carried> carry(Outgoing outgoing) {
        return Mono.defer(() -> {
            String body = json.writeValueAsString(body(outgoing));
            String id = outgoing.message().id().toString();
            Instant now = clock.instant();
            byte[] secret = CarrierSettings.secret(settings.webhookSecret().orElseThrow());
            return post(settings.webhookUrl().orElseThrow(), id, now, WebhookSignature.of(secret, id, now, body), body);
        });
    }

    private Mono<Carried> post(URI url, String id, Instant now, String signature, String body) {
        return client.post()
                .uri(url)
                .contentType(MediaType.APPLICATION_JSON)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", signature)
                .bodyValue(body)
                .exchangeToMono(WebhookCarrier::carried)
                .timeout(settings.timeout());
    }

    private static Mono<Carried> carried(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        boolean later = status.value() == REQUEST_TIMEOUT || status.value() == TOO_MANY;
        if (status.is2xxSuccessful()) {
            return response.releaseBody().thenReturn(new Carried.Taken(Optional.empty()));
        }
        return status.is4xxClientError() && !later
                ? response.releaseBody().thenReturn(new Carried.Refused("the webhook answered " + status.value()))
                : response.releaseBody()
                        .then(Mono.error(() -> new IllegalStateException("the webhook answered " + status.value())));
    }

    /** The contract's {@code reply} webhook. */
    private static Map<String, Object> body(Outgoing outgoing) {
        TicketMessage message = outgoing.message();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "reply");
        body.put("messageId", message.id());
        body.put("ticket", outgoing.ticket().number().toString());
        body.put("channel", message.channel().value());
        message.address()
                .ifPresent(to -> body.put("to", Map.of("type", to.type().wire(), "value", to.value())));
        outgoing.inReplyTo().ifPresent(id -> body.put("inReplyTo", id));
        body.put("text", message.content().text());
        return body;
    }
}
