package io.omnihub.channel.console;

import io.omnihub.channel.Field;
import io.omnihub.channel.Requests;
import io.omnihub.customer.Claim;
import io.omnihub.customer.Customers;
import io.omnihub.customer.Evidence;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.ticket.MessageContent;
import io.omnihub.ticket.MessageContent.Attachment;
import io.omnihub.ticket.NewMessage;
import io.omnihub.ticket.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the bodies of requests about messages say. */
final class MessageBody {
    private static final int MAX_PROVIDER_ID = 500;
    private static final int MAX_NAME = 255;
    private static final int MAX_URL = 2_000;
    private static final long MAX_BYTES = 1L << 40;
    /** Of HTML, which has more to it than it says. */
    private static final int MAX_HTML = 1_000_000;

    private MessageBody() {}

    static NewMessage message(Field body, Customers customers, Instant now) {
        Field message = body.object(
                "channel",
                "providerId",
                "from",
                "topic",
                "subject",
                "text",
                "html",
                "attachments",
                "inReplyTo",
                "order",
                "sentAt");
        var channel = new ChannelCode(message.at("channel").code());
        Evidence sender = IdentityBody.evidence(message.at("from"), 0, channel, customers);
        return new NewMessage(
                channel,
                message.maybe("providerId").map(id -> id.trimmed(MAX_PROVIDER_ID)),
                sender,
                sender.claims().stream().findFirst().map(Claim::key),
                message.maybe("topic").map(Field::code),
                content(message),
                message.maybe("inReplyTo").map(id -> id.trimmed(MAX_PROVIDER_ID)),
                message.maybe("order").map(MessageBody::id),
                message.maybe("sentAt").map(time -> time.time(now)));
    }

    /** Text, or HTML that says something. */
    static MessageContent content(Field message) {
        Optional<SafeHtml> html =
                message.maybe("html").map(field -> SafeHtml.of(field.prose(MAX_HTML), MessageContent.MAX_TEXT));
        Optional<String> text = message.maybe("text").map(field -> field.prose(MessageContent.MAX_TEXT));
        String said = text.or(() -> html.map(SafeHtml::text).filter(words -> !words.isBlank()))
                .orElseGet(() -> message.at("text").prose(MessageContent.MAX_TEXT));
        return new MessageContent(
                message.maybe("subject").map(subject -> subject.trimmed(Ticket.MAX_SUBJECT)),
                said,
                html.map(SafeHtml::html),
                attachments(message));
    }

    private static List<Attachment> attachments(Field message) {
        return message.maybe("attachments")
                .map(list -> list.items(0, MessageContent.MAX_ATTACHMENTS, "too-many-attachments").stream()
                        .map(MessageBody::attachment)
                        .toList())
                .orElse(List.of());
    }

    private static Attachment attachment(Field field) {
        Field attachment = field.object("name", "contentType", "bytes", "url");
        return new Attachment(
                attachment.at("name").trimmed(MAX_NAME),
                attachment.at("contentType").trimmed(MAX_NAME),
                attachment.at("bytes").whole(0, MAX_BYTES),
                attachment
                        .maybe("url")
                        .map(url -> url.text(
                                text -> text.length() <= MAX_URL && text.matches("https?://[\\x21-\\x7E]+"),
                                "a URL of http or https, up to 2,000 characters")));
    }

    static UUID id(Field field) {
        return UUID.fromString(field.text(Requests::isId, "an id"));
    }
}
