package io.omnihub.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.catalog.WhenShort;
import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.Statement;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Wire;
import io.omnihub.sourcing.Explanation;
import io.omnihub.sourcing.Explanation.Offered;
import io.omnihub.sourcing.Explanation.Reason;
import io.omnihub.sourcing.Explanation.Terms;
import io.omnihub.sourcing.Explanation.Weighed;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Explanations are written with every order and seldom read, so they are stored without names. */
@Component
class OrderSourcingRows implements LogRows<OrderSourcing> {
    /** The columns of {@link #read}, in its order. */
    static final String COLUMNS = "order_id, ordinal, decided_at, explanation::text";

    private static final String INSERT = """
        INSERT INTO order_sourcing (order_id, ordinal, decided_at, explanation)
        SELECT order_id, ordinal, $4, explanation::json
        FROM unnest($1::uuid[], $2::int[], string_to_array($3, chr(30))) AS s (order_id, ordinal, explanation)
        """;

    /**
     * An explanation.
     *
     * @param p the policy's version
     * @param x whether the plan is exactly the best
     * @param b the lower bound
     * @param w the plans that were weighed
     * @param o how many locations are out, by reason
     * @param f what stores offered; mostly nothing
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record Stored(long p, boolean x, long b, List<Plan> w, Map<String, Integer> o, Optional<List<Offer>> f) {}

    /**
     * What stores offered.
     *
     * @param k the SKU
     * @param r by which rule
     * @param p units that the pool could promise
     * @param b the mark
     * @param u units that were offered
     */
    private record Offer(String k, String r, long p, long b, long u) {}

    /**
     * A plan that was weighed.
     *
     * @param l locations
     * @param s scores
     * @param t terms, in the order of {@link Terms}
     * @param c whether it was chosen
     */
    private record Plan(List<String> l, List<Long> s, List<Long> t, boolean c) {}

    private final JsonMapper json;

    OrderSourcingRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Log<OrderSourcing> log() {
        return OrderSourcing.LOG;
    }

    @Override
    public List<Statement> append(List<OrderSourcing> decisions, Instant now) {
        return List.of(Statement.update(
                INSERT,
                Columns.uuids(decisions, OrderSourcing::orderId),
                Columns.numbers(decisions, OrderSourcing::ordinal),
                Columns.json(decisions, decision -> json.writeValueAsString(stored(decision.explanation()))),
                now));
    }

    OrderSourcing read(Readable row) {
        return new OrderSourcing(
                Columns.uuid(row, 0),
                Columns.integer(row, 1),
                Columns.instant(row, 2),
                explanation(json.readValue(Columns.text(row, 3), Stored.class)));
    }

    private static Stored stored(Explanation explanation) {
        Map<String, Integer> out = new LinkedHashMap<>();
        explanation.out().forEach((reason, locations) -> out.put(reason.wire(), locations));
        return new Stored(
                explanation.policyVersion(),
                explanation.exact(),
                explanation.lowerBound(),
                explanation.weighed().stream().map(OrderSourcingRows::stored).toList(),
                out,
                Optional.of(explanation.offered())
                        .filter(offered -> !offered.isEmpty())
                        .map(offered ->
                                offered.stream().map(OrderSourcingRows::stored).toList()));
    }

    private static Offer stored(Offered offered) {
        return new Offer(
                offered.sku().value(), offered.rule().wire(), offered.promisable(), offered.below(), offered.units());
    }

    private static Plan stored(Weighed plan) {
        Terms terms = plan.terms();
        List<Long> values = List.of(
                terms.box(),
                terms.transport(),
                terms.travel(),
                terms.handling(),
                terms.pressure(),
                terms.shadow(),
                terms.lateness(),
                terms.rejection());
        return new Plan(
                plan.locations().stream().map(LocationCode::value).toList(), plan.scores(), values, plan.chosen());
    }

    private static Explanation explanation(Stored stored) {
        Map<Reason, Integer> out = new EnumMap<>(Reason.class);
        stored.o().forEach((reason, locations) -> out.put(Wire.parse(Reason.class, reason), locations));
        return new Explanation(
                stored.p(),
                stored.x(),
                stored.b(),
                stored.w().stream().map(OrderSourcingRows::weighed).toList(),
                out,
                stored.f().stream()
                        .flatMap(List::stream)
                        .map(offer -> new Offered(
                                new Sku(offer.k()),
                                Wire.parse(WhenShort.Rule.class, offer.r()),
                                offer.p(),
                                offer.b(),
                                offer.u()))
                        .toList());
    }

    private static Weighed weighed(Plan plan) {
        List<Long> t = plan.t();
        return new Weighed(
                plan.l().stream().map(LocationCode::new).toList(),
                plan.s(),
                new Terms(t.get(0), t.get(1), t.get(2), t.get(3), t.get(4), t.get(5), t.get(6), t.get(7)),
                plan.c());
    }
}
