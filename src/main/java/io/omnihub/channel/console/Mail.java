package io.omnihub.channel.console;

import io.omnihub.channel.Refusals;
import io.omnihub.customer.Claim;
import io.omnihub.customer.Customers;
import io.omnihub.customer.Evidence;
import io.omnihub.customer.IdentityKey;
import io.omnihub.customer.IdentityType;
import io.omnihub.engine.CommandKey;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Text;
import io.omnihub.ticket.MessageContent;
import io.omnihub.ticket.MessageContent.Attachment;
import io.omnihub.ticket.NewMessage;
import io.omnihub.ticket.Ticket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * An e-mail as it came, as a message of whoever wrote it. Nothing in it is trusted: what cannot be decoded is replaced, what
 * is too long is cut, and HTML is made harmless.
 */
final class Mail {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_ID = 500;
    /** Another machine's clock may be ahead. */
    private static final long MAX_AHEAD_SECONDS = 86_400;

    private static final int MAX_NAME = 255;
    private static final String NOTHING = "(no text)";
    private static final Set<String> BULK = Set.of("bulk", "junk", "list", "auto_reply");

    private final Message message;
    private final List<Attachment> attachments = new ArrayList<>();
    private Optional<String> plain = Optional.empty();
    private Optional<SafeHtml> html = Optional.empty();

    private Mail(Message message) {
        this.message = message;
    }

    /**
     * Blocks while it reads.
     *
     * @param own the address that the hub writes from
     */
    static NewMessage read(byte[] raw, ChannelCode channel, Optional<String> own, Customers customers, Instant now) {
        try {
            var builder = new DefaultMessageBuilder();
            builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
            Message parsed = builder.parseMessage(new ByteArrayInputStream(raw));
            try {
                return new Mail(parsed).message(raw, channel, own, customers, now);
            } finally {
                parsed.dispose();
            }
        } catch (IOException malformed) {
            throw malformed("From", "It is no message as RFC 5322 has it.");
        }
    }

    private NewMessage message(byte[] raw, ChannelCode channel, Optional<String> own, Customers customers, Instant now)
            throws IOException {
        Mailbox from = Optional.ofNullable(message.getFrom())
                .filter(list -> !list.isEmpty())
                .map(List::getFirst)
                .orElseThrow(() -> malformed("From", "It does not say who wrote it."));
        IdentityKey address = customers
                .key(IdentityType.EMAIL, clean(from.getAddress(), MAX_NAME).orElse(""))
                .orElseThrow(() -> malformed("From", "It has no e-mail address."));
        refuseMachines(address, own);
        look(message, 0);
        Optional<String> name = Optional.ofNullable(from.getName()).flatMap(text -> clean(text, Evidence.MAX_NAME));
        return new NewMessage(
                channel,
                Optional.of(id("Message-ID")
                        .orElseGet(() -> "sha256:" + CommandKey.fingerprint(raw).toString())),
                new Evidence(List.of(new Claim(address, false)), name, channel),
                Optional.of(address),
                Optional.empty(),
                content(),
                id("In-Reply-To").or(this::lastReference),
                Optional.empty(),
                Optional.ofNullable(message.getDate())
                        .map(Date::toInstant)
                        .filter(at -> at.isAfter(Instant.EPOCH) && at.isBefore(now.plusSeconds(MAX_AHEAD_SECONDS))));
    }

    private MessageContent content() {
        String text = plain.or(() -> html.map(SafeHtml::text))
                .map(words -> Text.cut(words, MessageContent.MAX_TEXT))
                .filter(words -> !words.isBlank())
                .orElse(NOTHING);
        return new MessageContent(
                Optional.ofNullable(message.getSubject()).flatMap(subject -> clean(subject, Ticket.MAX_SUBJECT)),
                text,
                html.map(SafeHtml::html).filter(markup -> markup.length() <= MessageContent.MAX_TEXT),
                attachments);
    }

    /** RFC 3834, and what mail servers and lists write. */
    private void refuseMachines(IdentityKey from, Optional<String> own) {
        if (header("Auto-Submitted").filter(value -> !value.equals("no")).isPresent()) {
            throw automatic("Auto-Submitted");
        }
        if (header("Precedence").filter(BULK::contains).isPresent()) {
            throw automatic("Precedence");
        }
        if (header("List-Id").isPresent()) {
            throw automatic("List-Id");
        }
        if (header("Return-Path").filter("<>"::equals).isPresent()) {
            throw automatic("Return-Path");
        }
        if (own.filter(from.value()::equalsIgnoreCase).isPresent()) {
            throw automatic("From");
        }
    }

    private void look(Entity part, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            return;
        }
        switch (part.getBody()) {
            case Multipart multipart -> {
                for (Entity each : multipart.getBodyParts()) {
                    look(each, depth + 1);
                }
            }
            case SingleBody body -> take(part, body);
            case Message _ -> attach(part, "message.eml", 0);
            case null, default -> {}
        }
    }

    private void take(Entity part, SingleBody body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        boolean attached = part.getFilename() != null || "attachment".equalsIgnoreCase(part.getDispositionType());
        String type = part.getMimeType();
        if (!attached && type.equals("text/plain")) {
            String text = decoded(bytes, part);
            plain = Optional.of(plain.map(before -> before + "\n" + text).orElse(text));
        } else if (!attached && type.equals("text/html")) {
            String text = decoded(bytes, part);
            html = html.or(() -> Optional.of(SafeHtml.of(text, MessageContent.MAX_TEXT)));
        } else {
            attach(part, "attachment", bytes.size());
        }
    }

    private void attach(Entity part, String otherwise, long size) {
        if (attachments.size() < MessageContent.MAX_ATTACHMENTS) {
            attachments.add(new Attachment(
                    Optional.ofNullable(part.getFilename())
                            .flatMap(name -> clean(name, MAX_NAME))
                            .orElse(otherwise),
                    clean(part.getMimeType(), MAX_NAME).orElse("application/octet-stream"),
                    size,
                    Optional.empty()));
        }
    }

    /** A charset that nobody knows is taken for UTF-8. */
    private static String decoded(ByteArrayOutputStream bytes, Entity part) {
        Charset charset;
        try {
            charset =
                    Optional.ofNullable(part.getCharset()).map(Charset::forName).orElse(StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            charset = StandardCharsets.UTF_8;
        }
        return printable(bytes.toString(charset).replace("\r\n", "\n").replace('\r', '\n'));
    }

    private Optional<String> header(String name) {
        return raw(name).map(value -> value.strip().toLowerCase(Locale.ROOT));
    }

    private Optional<String> id(String name) {
        return raw(name).flatMap(value -> clean(value, MAX_ID));
    }

    private Optional<String> lastReference() {
        return raw("References")
                .map(all -> all.substring(Math.max(0, all.lastIndexOf('<'))))
                .flatMap(last -> clean(last, MAX_ID));
    }

    private Optional<String> raw(String name) {
        return Optional.ofNullable(message.getHeader())
                .map(header -> header.getField(name))
                .map(Field::getBody);
    }

    /** One line, cut; empty where nothing is left. */
    private static Optional<String> clean(String text, int max) {
        String line = printable(text).replace('\n', ' ').replace('\t', ' ').strip();
        String cut = Text.cut(line, max).strip();
        return Optional.of(cut).filter(left -> Text.isTrimmed(left, max));
    }

    /** Controls are spaces, and so are halves of characters. */
    private static String printable(String text) {
        var printable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
            boolean control = Character.isISOControl(character) && character != '\n' && character != '\t';
            printable.appendCodePoint(half || control ? ' ' : character);
        });
        return printable.toString();
    }

    private static RuntimeException malformed(String header, String detail) {
        return Refusals.field("malformed-mail", "It is no mail", header, detail);
    }

    private static RuntimeException automatic(String header) {
        return Refusals.field(
                "automatic-message", "A machine wrote it", header, header + " says that no person wrote it.");
    }
}
