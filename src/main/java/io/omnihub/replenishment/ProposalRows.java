package io.omnihub.replenishment;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.engine.Table;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Money;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class ProposalRows implements Rows<UUID, Proposal> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = """
        p.id, p.sku, p.source, p.destination, p.quantity, p.state, p.saved, p.value, p.currency, p.transport,
        p.facts::text, p.run_id, p.proposed_at, p.settled_at, p.transfer_id, p.reason, p.version\
        """;

    private static final String LOCK =
            "SELECT id FROM replenishment_proposal WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE";
    private static final String LOAD =
            "SELECT " + COLUMNS + " FROM replenishment_proposal p WHERE p.id = ANY($1::uuid[])";

    /** Two runs that find the same at once: the other one tries again, and finds it. */
    private static final String INSERT = """
        INSERT INTO replenishment_proposal (id, sku, source, destination, quantity, state, saved, value, transport, gain,
            currency, facts, run_id, proposed_at, version)
        SELECT id, sku, source, destination, quantity, 'proposed', saved, value, transport, value - transport, currency,
            facts::json, run_id, proposed_at, 1
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::double precision[], $7::bigint[],
            $8::bigint[], $9::text[], string_to_array($10, chr(30)), $11::uuid[], $12::timestamptz[])
            AS p (id, sku, source, destination, quantity, saved, value, transport, currency, facts, run_id, proposed_at)
        """;

    private static final String UPDATE = """
        UPDATE replenishment_proposal o SET quantity = p.quantity, state = p.state, saved = p.saved, value = p.value,
            transport = p.transport, gain = p.value - p.transport, currency = p.currency, facts = p.facts::json,
            run_id = p.run_id, settled_at = p.settled_at, transfer_id = p.transfer_id, reason = p.reason,
            version = p.version
        FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::double precision[], $5::bigint[], $6::bigint[], $7::text[],
            string_to_array($8, chr(30)), $9::uuid[], $10::timestamptz[], $11::uuid[], $12::text[], $13::bigint[])
            AS p (id, quantity, state, saved, value, transport, currency, facts, run_id, settled_at, transfer_id, reason,
                version)
        WHERE o.id = p.id
        """;

    @Override
    public Table<UUID, Proposal> table() {
        return Proposal.TABLE;
    }

    @Override
    public Statement lock(Collection<UUID> ids, Consumer<Object> locked) {
        return Statement.query(LOCK, row -> locked.accept(Columns.uuid(row, 0)), Columns.uuids(ids, id -> id));
    }

    @Override
    public List<Statement> load(Collection<UUID> ids, BiConsumer<UUID, Proposal> found) {
        return List.of(Statement.query(
                LOAD, row -> found.accept(Columns.uuid(row, 0), read(row)), Columns.uuids(ids, id -> id)));
    }

    @Override
    public List<Statement> write(List<Changed<UUID, Proposal>> rows, Instant now) {
        return Rows.insertOrUpdate(rows, made -> List.of(insert(made)), changed -> List.of(update(changed)));
    }

    private static Statement insert(List<Proposal> made) {
        return Statement.update(
                INSERT,
                Columns.uuids(made, Proposal::id),
                Columns.texts(made, proposal -> proposal.sku().value()),
                Columns.texts(made, proposal -> proposal.route().source().value()),
                Columns.texts(made, proposal -> proposal.route().destination().value()),
                Columns.numbers(made, Proposal::quantity),
                Columns.values(made, Proposal::saved),
                Columns.numbers(made, proposal -> proposal.value().amount()),
                Columns.numbers(made, Proposal::transport),
                Columns.texts(made, proposal -> proposal.value().currency()),
                Columns.json(made, proposal -> ReplenishmentJson.write(proposal.because())),
                Columns.uuids(made, Proposal::runId),
                Columns.values(made, Proposal::proposedAt));
    }

    private static Statement update(List<Proposal> changed) {
        return Statement.update(
                UPDATE,
                Columns.uuids(changed, Proposal::id),
                Columns.numbers(changed, Proposal::quantity),
                Columns.texts(changed, proposal -> proposal.state().wire()),
                Columns.values(changed, Proposal::saved),
                Columns.numbers(changed, proposal -> proposal.value().amount()),
                Columns.numbers(changed, Proposal::transport),
                Columns.texts(changed, proposal -> proposal.value().currency()),
                Columns.json(changed, proposal -> ReplenishmentJson.write(proposal.because())),
                Columns.uuids(changed, Proposal::runId),
                Columns.values(changed, proposal -> proposal.settledAt().orElse(null)),
                Columns.values(changed, proposal -> proposal.transferId().orElse(null)),
                Columns.values(changed, proposal -> proposal.reason().orElse(null)),
                Columns.numbers(changed, Proposal::version));
    }

    static Proposal read(Readable row) {
        return new Proposal(
                Columns.uuid(row, 0),
                new Sku(Columns.text(row, 1)),
                new Route(new LocationCode(Columns.text(row, 2)), new LocationCode(Columns.text(row, 3))),
                Columns.number(row, 4),
                Wire.parse(ProposalState.class, Columns.text(row, 5)),
                Columns.optional(row, 6, Double.class).orElseThrow(),
                new Money(Columns.number(row, 7), Columns.text(row, 8)),
                Columns.number(row, 9),
                ReplenishmentJson.because(Columns.text(row, 10)),
                Columns.uuid(row, 11),
                Columns.instant(row, 12),
                Columns.optional(row, 13, Instant.class),
                Columns.optional(row, 14, UUID.class),
                Columns.optional(row, 15, String.class),
                Columns.number(row, 16));
    }
}
