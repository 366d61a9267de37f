package io.omnihub.ticket;

import io.omnihub.customer.IdentityKey;
import io.omnihub.customer.IdentityType;
import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class TicketMessageRows implements Rows<UUID, TicketMessage> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = """
        m.id, m.ticket_id, m.number, m.kind, m.channel, m.provider_id, m.address_type, m.address, m.author, m.subject, m.text,
        m.html, m.attachments::text, m.sent_at, m.recorded_at, m.delivery, m.reason\
        """;

    private static final String LOCK =
            "SELECT id FROM ticket_message WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD = "SELECT " + COLUMNS + " FROM ticket_message m WHERE m.id = ANY($1::uuid[])";
    private static final String INSERT = """
        INSERT INTO ticket_message (id, ticket_id, number, kind, channel, provider_id, address_type, address, author,
            subject, text, html, attachments, sent_at, recorded_at, delivery, search)
        SELECT id, ticket_id, number, kind, channel, provider_id, address_type, address, author, subject, text, html,
            attachments::json, sent_at, recorded_at, delivery,
            to_tsvector('english', words) || to_tsvector('simple', pairs)
        FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::text[], $11::text[], $12::text[], string_to_array($13, chr(30)), $14::timestamptz[],
            $15::timestamptz[], $16::text[], $17::text[], $18::text[])
            AS c (id, ticket_id, number, kind, channel, provider_id, address_type, address, author, subject, text, html,
                attachments, sent_at, recorded_at, delivery, words, pairs)
        """;
    private static final String UPDATE = """
        UPDATE ticket_message m SET provider_id = c.provider_id, delivery = c.delivery, reason = c.reason,
            address_type = c.address_type, address = c.address, subject = c.subject, text = c.text, html = c.html,
            attachments = c.attachments::json,
            search = CASE WHEN m.text = c.text THEN m.search ELSE to_tsvector('simple', '') END
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], string_to_array($10, chr(30)))
            AS c (id, provider_id, delivery, reason, address_type, address, subject, text, html, attachments)
        WHERE m.id = c.id
        """;

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public Table<UUID, TicketMessage> table() {
        return TicketMessage.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, TicketMessage> found) {
        return List.of(Statement.query(
                LOAD,
                row -> {
                    TicketMessage message = read(row);
                    found.accept(message.id(), message);
                },
                Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, TicketMessage>> rows, Instant now) {
        return Rows.insertOrUpdate(rows, made -> List.of(insert(made)), changed -> List.of(update(changed)));
    }

    private static Statement insert(List<TicketMessage> messages) {
        return Statement.update(
                INSERT,
                Columns.uuids(messages, TicketMessage::id),
                Columns.uuids(messages, TicketMessage::ticketId),
                Columns.numbers(messages, TicketMessage::number),
                Columns.texts(messages, message -> message.kind().wire()),
                Columns.texts(messages, message -> message.channel().value()),
                Columns.texts(messages, message -> message.providerId().orElse(null)),
                Columns.texts(
                        messages,
                        message -> message.address()
                                .map(address -> address.type().wire())
                                .orElse(null)),
                Columns.texts(
                        messages,
                        message -> message.address().map(IdentityKey::value).orElse(null)),
                Columns.texts(messages, message -> message.author().orElse(null)),
                Columns.texts(messages, message -> message.content().subject().orElse(null)),
                Columns.texts(messages, message -> message.content().text()),
                Columns.texts(messages, message -> message.content().html().orElse(null)),
                Columns.json(
                        messages,
                        message -> JSON.writeValueAsString(message.content().attachments())),
                Columns.values(messages, TicketMessage::sentAt),
                Columns.values(messages, TicketMessage::recordedAt),
                Columns.texts(
                        messages, message -> message.delivery().map(Wire::wire).orElse(null)),
                Columns.texts(messages, message -> SearchText.words(message.content())),
                Columns.texts(messages, message -> SearchText.pairs(message.content())));
    }

    private static Statement update(List<TicketMessage> messages) {
        return Statement.update(
                UPDATE,
                Columns.uuids(messages, TicketMessage::id),
                Columns.texts(messages, message -> message.providerId().orElse(null)),
                Columns.texts(
                        messages, message -> message.delivery().map(Wire::wire).orElse(null)),
                Columns.texts(messages, message -> message.reason().orElse(null)),
                Columns.texts(messages, TicketMessageRows::addressType),
                Columns.texts(
                        messages,
                        message -> message.address().map(IdentityKey::value).orElse(null)),
                Columns.texts(messages, message -> message.content().subject().orElse(null)),
                Columns.texts(messages, message -> message.content().text()),
                Columns.texts(messages, message -> message.content().html().orElse(null)),
                Columns.json(messages, TicketMessageRows::attachments));
    }

    private static @Nullable String addressType(TicketMessage message) {
        return message.address().map(address -> address.type().wire()).orElse(null);
    }

    private static String attachments(TicketMessage message) {
        return JSON.writeValueAsString(message.content().attachments());
    }

    static TicketMessage read(Readable row) {
        return new TicketMessage(
                Columns.uuid(row, 0),
                Columns.uuid(row, 1),
                Columns.integer(row, 2),
                Wire.parse(MessageKind.class, Columns.text(row, 3)),
                new ChannelCode(Columns.text(row, 4)),
                Columns.optional(row, 5, String.class),
                Columns.optional(row, 6, String.class)
                        .map(type -> new IdentityKey(Wire.parse(IdentityType.class, type), Columns.text(row, 7))),
                Columns.optional(row, 8, String.class),
                new MessageContent(
                        Columns.optional(row, 9, String.class),
                        Columns.text(row, 10),
                        Columns.optional(row, 11, String.class),
                        Arrays.asList(JSON.readValue(Columns.text(row, 12), MessageContent.Attachment[].class))),
                Columns.instant(row, 13),
                Columns.instant(row, 14),
                Columns.optional(row, 15, String.class).map(state -> Wire.parse(DeliveryState.class, state)),
                Columns.optional(row, 16, String.class));
    }
}
