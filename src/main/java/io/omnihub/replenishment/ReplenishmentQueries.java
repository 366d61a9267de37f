package io.omnihub.replenishment;

import io.omnihub.engine.Columns;
import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class ReplenishmentQueries {
    /** The gain or value and the id or SKU of a page's last one; no SKU has a control character. */
    private static final String CURSOR_SEPARATOR = "\n";

    private static final String RUN =
            "SELECT " + ReplenishmentRunRows.COLUMNS + " FROM replenishment_run r WHERE r.id = $1";

    /** A run whose page was parked goes on when somebody has it tried again, and keeps no other one waiting. */
    private static final String BEHIND = """
        SELECT EXISTS (SELECT FROM replenishment_run r
            WHERE r.finished_at IS NULL AND r.ordinal < (SELECT own.ordinal FROM replenishment_run own WHERE own.id = $1)
                AND EXISTS (SELECT FROM due_work d
                    WHERE d.subject >= r.id::text COLLATE "C" AND d.subject < r.id::text || '0' COLLATE "C"
                        AND d.kind = $2 AND d.state = 'waiting'))
        """;

    private static final String PROPOSAL =
            "SELECT " + ProposalRows.COLUMNS + " FROM replenishment_proposal p WHERE p.id = $1";

    private static final String STANDING = "SELECT " + ProposalRows.COLUMNS
            + " FROM replenishment_proposal p WHERE p.state = 'proposed' AND p.sku = ANY($1::text[])";

    private static final String DISMISSED = """
        SELECT sku, source, destination FROM replenishment_proposal
        WHERE state = 'dismissed' AND sku = ANY($1::text[]) AND settled_at > $2
        """;

    private static final String LEVELS =
            "SELECT " + TargetLevelsRows.COLUMNS + " FROM replenishment_level l WHERE l.sku = ANY($1::text[])";

    private static final String SET_LEVELS = """
        SELECT %s FROM replenishment_level l
        WHERE ($1 = '' OR l.sku = $1) AND ($2 = '' OR l.location = $2) AND (l.sku, l.location) > ($3, $4)
        ORDER BY l.sku, l.location LIMIT $5
        """.formatted(TargetLevelsRows.COLUMNS);

    private static final String PROPOSALS = """
        SELECT %s FROM replenishment_proposal p
        WHERE p.state = $1 AND ($2 = '' OR p.source = $2 OR p.destination = $2) AND ($3 = '' OR p.sku = $3)
            AND (p.gain < $4 OR p.gain = $4 AND p.id > $5)
        ORDER BY p.gain DESC, p.id LIMIT $6
        """.formatted(ProposalRows.COLUMNS);

    private static final String PURCHASES = """
        SELECT %s FROM replenishment_purchase p
        WHERE ($1 = '' OR p.sku = $1) AND (p.value < $2 OR p.value = $2 AND p.sku > $3)
        ORDER BY p.value DESC, p.sku LIMIT $4
        """.formatted(PurchaseSuggestionRows.COLUMNS);

    private static final UUID FIRST_POSSIBLE = new UUID(0, 0);

    private final DatabaseClient database;

    ReplenishmentQueries(DatabaseClient database) {
        this.database = database;
    }

    /** What is looked up about a page of items. */
    record Known(List<Proposal> standing, Map<Sku, Set<Route>> dismissed, Map<Cell, Levels> levels) {}

    Mono<ReplenishmentPolicy> policy() {
        return database.sql(ReplenishmentPolicyRows.LOAD)
                .map(ReplenishmentPolicyRows::read)
                .one()
                .defaultIfEmpty(ReplenishmentPolicy.DEFAULT);
    }

    Mono<ReplenishmentRun> run(UUID id) {
        return database.sql(RUN).bind(0, id).map(ReplenishmentRunRows::read).one();
    }

    /** Whether a run that began before goes on. */
    Mono<Boolean> isBehindAnother(UUID runId) {
        return database.sql(BEHIND)
                .bind(0, runId)
                .bind(1, ReplenishmentWork.PAGE)
                .map(row -> Columns.flag(row, 0))
                .one();
    }

    Mono<Proposal> proposal(UUID id) {
        return database.sql(PROPOSAL).bind(0, id).map(ProposalRows::read).one();
    }

    Mono<Known> known(Collection<Sku> skus, Instant dismissedSince) {
        String wanted = Columns.texts(skus, Sku::value);
        return Mono.zip(standing(wanted), dismissed(wanted, dismissedSince), levels(wanted))
                .map(read -> new Known(read.getT1(), read.getT2(), read.getT3()));
    }

    private Mono<List<Proposal>> standing(String skus) {
        return database.sql(STANDING)
                .bind(0, skus)
                .map(ProposalRows::read)
                .all()
                .collectList();
    }

    private Mono<Map<Sku, Set<Route>>> dismissed(String skus, Instant since) {
        return database.sql(DISMISSED)
                .bind(0, skus)
                .bind(1, since)
                .map(row -> Map.entry(
                        new Sku(Columns.text(row, 0)),
                        new Route(new LocationCode(Columns.text(row, 1)), new LocationCode(Columns.text(row, 2)))))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    private Mono<Map<Cell, Levels>> levels(String skus) {
        return database.sql(LEVELS)
                .bind(0, skus)
                .map(TargetLevelsRows::read)
                .all()
                .collectMap(TargetLevels::cell, target -> target.levels().orElseThrow());
    }

    /** What was set, in the order of SKU and location. */
    Mono<Page<TargetLevels>> levels(
            Optional<Sku> sku, Optional<LocationCode> location, Optional<String> after, int limit) {
        String[] start = after.orElse(CURSOR_SEPARATOR).split(CURSOR_SEPARATOR, -1);
        return database.sql(SET_LEVELS)
                .bind(0, sku.map(Sku::value).orElse(""))
                .bind(1, location.map(LocationCode::value).orElse(""))
                .bind(2, start[0])
                .bind(3, start[1])
                .bind(4, limit + 1)
                .map(TargetLevelsRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(
                        found,
                        limit,
                        last -> last.cell().sku()
                                + CURSOR_SEPARATOR
                                + last.cell().location()));
    }

    /** Those that gain most first. */
    Mono<Page<Proposal>> proposals(ProposalFilter filter) {
        Optional<String[]> after = filter.after().map(cursor -> cursor.split(CURSOR_SEPARATOR, -1));
        return database.sql(PROPOSALS)
                .bind(0, filter.state().wire())
                .bind(1, filter.location().map(LocationCode::value).orElse(""))
                .bind(2, filter.sku().map(Sku::value).orElse(""))
                .bind(3, after.map(cursor -> Long.parseLong(cursor[0])).orElse(Long.MAX_VALUE))
                .bind(4, after.map(cursor -> UUID.fromString(cursor[1])).orElse(FIRST_POSSIBLE))
                .bind(5, filter.limit() + 1)
                .map(ProposalRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, filter.limit(), last -> last.gain() + CURSOR_SEPARATOR + last.id()));
    }

    /** What is missed most first. */
    Mono<Page<PurchaseSuggestion>> purchases(Optional<Sku> sku, Optional<String> after, int limit) {
        Optional<String[]> cursor = after.map(text -> text.split(CURSOR_SEPARATOR, -1));
        return database.sql(PURCHASES)
                .bind(0, sku.map(Sku::value).orElse(""))
                .bind(1, cursor.map(last -> Long.parseLong(last[0])).orElse(Long.MAX_VALUE))
                .bind(2, cursor.map(last -> last[1]).orElse(""))
                .bind(3, limit + 1)
                .map(PurchaseSuggestionRows::read)
                .all()
                .collectList()
                .map(found -> Page.cut(found, limit, last -> last.value().amount() + CURSOR_SEPARATOR + last.sku()));
    }

    static boolean isProposalCursor(String text) {
        return text.matches("-?[0-9]{1,18}\n[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    static boolean isLevelCursor(String text) {
        String[] parts = text.split(CURSOR_SEPARATOR, -1);
        return parts.length == 2 && Sku.isValid(parts[0]) && Text.isCode(parts[1]);
    }

    static boolean isPurchaseCursor(String text) {
        String[] parts = text.split(CURSOR_SEPARATOR, -1);
        return parts.length == 2 && parts[0].matches("[0-9]{1,18}") && Sku.isValid(parts[1]);
    }
}
