package io.omnihub.channel.carrier;

import io.omnihub.catalog.Channel;
import io.omnihub.customer.IdentityKey;
import io.omnihub.customer.IdentityType;
import io.omnihub.engine.BlockingWork;
import io.omnihub.ticket.Carrier;
import io.omnihub.ticket.Ticket;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sends replies as e-mail. The {@code Message-ID} is made of the message's id, the same at each try; the subject has the
 * ticket's number in it, and the references those of the mail that it answers, so that both sides keep one thread.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class MailCarrier implements Carrier {
    private final CarrierSettings settings;
    private final Optional<JavaMailSender> sender;
    private final BlockingWork blocking;

    MailCarrier(CarrierSettings settings, ObjectProvider<JavaMailSender> sender, BlockingWork blocking) {
        this.settings = settings;
        this.sender = Optional.ofNullable(sender.getIfAvailable());
        this.blocking = blocking;
    }

    @Override
    public boolean carries(Channel.Kind kind) {
        return kind == Channel.Kind.EMAIL
                && sender.isPresent()
                && settings.mailFrom().isPresent();
    }

    @Override
    public Mono<Carried> carry(Outgoing outgoing) {
        Optional<String> to = outgoing.message()
                .address()
                .filter(address -> address.type() == IdentityType.EMAIL)
                .map(IdentityKey::value);
        return to.map(address -> blocking.<Carried>call(() -> send(outgoing, address)))
                .orElseGet(() -> Mono.just(new Carried.Refused("the customer is known by no e-mail address there")));
    }

    private Carried send(Outgoing outgoing, String to) throws MessagingException {
        JavaMailSender mail = sender.orElseThrow();
        String from = settings.mailFrom().orElseThrow();
        String id = "<" + outgoing.message().id() + from.substring(from.indexOf('@')) + ">";
        MimeMessage mime = mail.createMimeMessage();
        var helper = new MimeMessageHelper(mime, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(to);
        helper.setSubject(subject(outgoing.ticket()));
        helper.setText(outgoing.message().content().text());
        mime.setHeader("Message-ID", id);
        if (outgoing.inReplyTo().isPresent()) {
            mime.setHeader("In-Reply-To", outgoing.inReplyTo().get());
            mime.setHeader("References", outgoing.inReplyTo().get());
        }
        try {
            mail.send(mime);
            return new Carried.Taken(Optional.of(id));
        } catch (MailSendException failed) {
            boolean refused =
                    failed.getFailedMessages().values().stream().anyMatch(SendFailedException.class::isInstance);
            if (refused) {
                return new Carried.Refused("the mail server refuses the address");
            }
            throw failed;
        }
    }

    private static String subject(Ticket ticket) {
        return "Re: %s [%s]".formatted(ticket.subject().orElse("your message"), ticket.number());
    }
}
