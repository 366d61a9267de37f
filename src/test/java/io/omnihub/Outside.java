package io.omnihub;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Who carries replies on: a mail server, and a webhook that answers what a reply asks it for. */
final class Outside {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String HOST = "127.0.0.1";

    private static final GreenMail MAIL = mail();
    private static final Queue<Call> CALLS = new ConcurrentLinkedQueue<>();
    private static final HttpServer WEBHOOK = webhook();

    private Outside() {}

    /** A call of the webhook. */
    record Call(String id, String timestamp, String signature, String body) {}

    static List<String> settings() {
        return List.of(
                "spring.mail.host=" + HOST,
                "spring.mail.port=" + MAIL.getSmtp().getPort(),
                "omnihub.replies.mail-from=service@shop.example",
                "omnihub.replies.webhook-url=http://" + HOST + ":"
                        + WEBHOOK.getAddress().getPort() + "/",
                "omnihub.replies.webhook-secret=" + SECRET);
    }

    static List<MimeMessage> mails(String to) {
        return Stream.of(MAIL.getReceivedMessages())
                .filter(mail -> isTo(mail, to))
                .toList();
    }

    static List<Call> calls(String text) {
        return CALLS.stream().filter(call -> call.body().contains(text)).toList();
    }

    private static boolean isTo(MimeMessage mail, String to) {
        try {
            return Stream.of(mail.getRecipients(RecipientType.TO)).anyMatch(one -> to.equals(one.toString()));
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static GreenMail mail() {
        var server = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    private static HttpServer webhook() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", Outside::answer);
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The first call of a text that says so fails, and each of one that is to be refused is refused. */
    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        var call = new Call(
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                body);
        boolean isFirst = CALLS.stream().noneMatch(known -> known.id().equals(call.id()));
        CALLS.add(call);
        int status = body.contains("refuse me") ? 422 : body.contains("fail once") && isFirst ? 500 : 204;
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
