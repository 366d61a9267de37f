package io.omnihub;

import static io.omnihub.Desk.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class RepliesIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final Desk desk = Desk.open();

    /** A ticket that somebody wrote over a channel of this kind. */
    private String written(String kind, String identity) {
        String channel = desk.channelOf(kind);
        return desk.takes(desk.message("Hello?", identity)
                        .with("/channel", "'" + channel + "'")
                        .with("/subject", "'My kettle'")
                        .with(
                                "/providerId",
                                "'<%s@mail.example>'".formatted(desk.shop().fresh("mail"))))
                .text("/ticket/id");
    }

    private Json reply(String ticket, int messages, String state) {
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(messages(ticket).get(messages - 1).text("/delivery"))
                                .isEqualTo(state));
        return messages(ticket).get(messages - 1);
    }

    private List<Json> messages(String ticket) {
        return desk.api().all(Desk.TICKETS + "/" + ticket + "/messages", 50);
    }

    @Test
    void aReplyToMail_isMail_inTheSameThread() throws Exception {
        String ann = desk.shop().fresh("ann") + "@example.org";
        String ticket = written("email", email(ann));
        desk.step(
                        ticket,
                        "messages",
                        Json.of("{}")
                                .with("/text", Json.quoted("Wir schauen nach – 马上"))
                                .toString())
                .is(200);

        Json sent = reply(ticket, 2, "sent");
        MimeMessage mail = Outside.mails(ann).getFirst();
        assertThat(mail.getSubject())
                .isEqualTo("Re: My kettle [" + desk.ticket(ticket).text("/number") + "]");
        assertThat(mail.getContent().toString().strip()).isEqualTo("Wir schauen nach – 马上");
        assertThat(mail.getMessageID()).isEqualTo(sent.text("/providerId"));
        assertThat(mail.getHeader("In-Reply-To", null))
                .isEqualTo(messages(ticket).getFirst().text("/providerId"));

        // What she answers goes on there, whatever topic it is.
        Json answer = desk.takes(desk.message("Thanks!", email(ann))
                .with("/channel", "'" + sent.text("/channel") + "'")
                .with("/topic", "'other'")
                .with("/inReplyTo", Json.quoted(sent.text("/providerId"))));
        assertThat(answer.text("/ticket/id")).isEqualTo(ticket);
    }

    @Test
    void aReplyElsewhere_goesToTheWebhook_signed_andIsTriedAgain() throws Exception {
        String text = desk.shop().fresh("fail once");
        String ticket = written(
                "chat",
                "{type: 'social', value: 'chat/%s'}".formatted(desk.shop().fresh("id")));
        desk.step(ticket, "messages", "{text: '%s'}".formatted(text)).is(200);

        reply(ticket, 2, "sent");
        List<Outside.Call> calls = Outside.calls(text);
        assertThat(calls).hasSize(2).allSatisfy(call -> {
            assertThat(call.id()).isEqualTo(calls.getFirst().id());
            assertThat(call.signature()).isEqualTo(signature(call));
        });
        assertThat(Json.of(calls.getFirst().body()).text("/to/type")).isEqualTo("social");
    }

    @Test
    void whatIsRefused_isNotTriedAgain_andSaysWhy() {
        String text = desk.shop().fresh("refuse me");
        String ticket = written(
                "chat",
                "{type: 'social', value: 'chat/%s'}".formatted(desk.shop().fresh("id")));
        desk.step(ticket, "messages", "{text: '%s'}".formatted(text)).is(200);
        assertThat(reply(ticket, 2, "failed").text("/reason")).contains("422");
        assertThat(Outside.calls(text)).hasSize(1);
    }

    @Test
    void ordersFindTheirCustomer_andErasedOnesAreForgottenEverywhere() {
        Shop shop = desk.shop();
        String address = shop.fresh("buyer") + "@example.org";
        String location = shop.store("shelf", 53.8, -1.55);
        String channel = shop.channel("sales", location);
        String lamp = shop.item("lamp");
        shop.receive(lamp, location, 5);
        String order = shop.place(shop.order(channel, Shop.line(lamp, 1))
                        .with("/customer", "{name: 'B. Uyer', email: '%s'}".formatted(address)))
                .is(201)
                .text("/id");
        Json taken = desk.takes(desk.message("About my lamp", email(address)).with("/subject", "'Lamp'"));
        String customer = taken.text("/ticket/customerId");

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(desk.api().all(Desk.CUSTOMERS + "/" + customer + "/orders", 50))
                        .extracting(found -> found.text("/id"))
                        .containsExactly(order));

        Api.administrator()
                .post(Desk.CUSTOMERS + "/" + customer + "/erase", Json.of("{}"))
                .is(200);
        String ticket = taken.text("/ticket/id");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(desk.texts(ticket)).containsExactly("(erased)"));
        assertThat(desk.ticket(ticket).find("/subject")).isEmpty();
        assertThat(messages(ticket).getFirst().find("/address")).isEmpty();
    }

    private static String signature(Outside.Call call) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] secret = Base64.getDecoder().decode(Outside.SECRET.substring("whsec_".length()));
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String signed = call.id() + "." + call.timestamp() + "." + call.body();
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
