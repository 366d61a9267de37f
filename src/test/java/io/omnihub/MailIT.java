package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MailIT {
    private static final String PATH = "/api/v1/messages/email?channel=";

    private final Desk desk = Desk.open();
    private final String ann = desk.shop().fresh("ann") + "@example.org";
    private final String id = "<" + desk.shop().fresh("mail") + "@example.org>";

    private Reply send(String mail) {
        return send(mail.getBytes(StandardCharsets.UTF_8));
    }

    private Reply send(byte[] mail) {
        return desk.api()
                .send(
                        "POST",
                        PATH + desk.channel(),
                        BodyPublishers.ofByteArray(mail),
                        "Content-Type",
                        "message/rfc822");
    }

    private String mail(String more, String body) {
        return ("From: =?utf-8?B?5a6J?= Buyer <" + ann.toUpperCase(Locale.ROOT) + ">\nMessage-ID: " + id
                        + "\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\nDate: Mon, 2 Mar 2026 09:15:30 +0100\n" + more
                        + "\n" + body)
                .replace("\n", "\r\n");
    }

    @Test
    void aMailIsAMessage_decoded_once() {
        String html = Base64.getMimeEncoder()
                .encodeToString("<p>Kaputt <script>x()</script></p>".getBytes(StandardCharsets.UTF_8));
        String mail = mail("""
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b1
            """, """
                --b1
                Content-Type: multipart/alternative; boundary=b2

                --b2
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                Die Lampe ist kaputt, sch=F6n ist das nicht.
                --b2
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: base64

                %s
                --b2--
                --b1
                Content-Type: image/png; name="lamp.png"
                Content-Disposition: attachment; filename="lamp.png"
                Content-Transfer-Encoding: base64

                AAAA
                --b1--
                """.formatted(html));

        Json taken = send(mail).is(201).json();
        assertThat(taken.text("/message/text")).contains("schön ist das nicht");
        assertThat(taken.text("/message/html")).contains("Kaputt").doesNotContain("script");
        assertThat(taken.text("/message/subject")).isEqualTo("Grüße");
        assertThat(taken.text("/message/providerId")).isEqualTo(id);
        assertThat(taken.text("/message/address/value")).isEqualTo(ann);
        assertThat(taken.text("/message/sentAt")).isEqualTo("2026-03-02T08:15:30Z");
        assertThat(taken.text("/message/attachments/0/name")).isEqualTo("lamp.png");
        assertThat(taken.number("/message/attachments/0/bytes")).isEqualTo(3);
        assertThat(desk.customer(taken.text("/ticket/customerId")).text("/name"))
                .isEqualTo("安 Buyer");
        send(mail).is(200).isReplay();
    }

    @Test
    void anAnswerGoesWhereItsQuestionWent() {
        String ticket = send(mail("", "One.")).is(201).text("/ticket/id");
        String other = desk.takes(desk.message("Other.", Desk.email(ann)).with("/topic", "'other'"))
                .text("/ticket/id");
        assertThat(other).isNotEqualTo(ticket);
        String answer = "From: " + ann + "\r\nReferences: <x@y.example> " + id + "\r\n\r\nTwo.";
        assertThat(send(answer).is(201).text("/ticket/id")).isEqualTo(ticket);
    }

    @Test
    void whatMachinesWrite_isRefused() {
        send(mail("Auto-Submitted: auto-replied\n", "Away.")).refuses(422, "automatic-message", "Auto-Submitted");
        send(mail("Precedence: bulk\n", "News.")).refuses(422, "automatic-message", "Precedence");
        send(mail("List-Id: <news.example>\n", "News.")).refuses(422, "automatic-message", "List-Id");
        send(mail("Return-Path: <>\n", "Undeliverable.")).refuses(422, "automatic-message", "Return-Path");
        send("From: service@shop.example\r\n\r\nMyself.").refuses(422, "automatic-message", "From");
        send(mail("Auto-Submitted: no\n", "A person.")).is(201);
    }

    @Test
    void brokenMails_areRefusedOrTakenAsFarAsTheyGo() {
        send("").refuses(422, "malformed-mail", "From");
        send("Subject: Hello\r\n\r\nWho am I?").refuses(422, "malformed-mail", "From");
        send("From: nobody\r\n\r\nHello").refuses(422, "malformed-mail", "From");
        send(new byte[3 * 1024 * 1024]).refuses(413, "body-too-large");
        desk.api()
                .send("POST", PATH + desk.channel(), BodyPublishers.ofString("{}"), "Content-Type", "application/json")
                .refuses(415, "unsupported-media-type");
        desk.api()
                .send("POST", "/api/v1/messages/email", BodyPublishers.ofString("x"), "Content-Type", "message/rfc822")
                .refuses(400, "invalid-parameter", "channel");

        byte[] noise = ("From: " + ann
                        + "\r\nContent-Type: text/plain; charset=no-such\r\n\r\n\u0000\u0007caf\u00ff\u00fe")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(send(noise).is(201).text("/message/text")).contains("caf");
        String cut =
                "From: " + ann + "\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/pl";
        send(cut).is(201);
        var deep = new StringBuilder("From: " + ann + "\r\n");
        for (int i = 0; i < 200; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        assertThat(send(deep.toString()).is(201).text("/message/text")).isEqualTo("(no text)");
    }
}
