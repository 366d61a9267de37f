package io.omnihub.channel.exchange;

import io.omnihub.channel.Field;
import io.omnihub.channel.Requests;
import io.omnihub.channel.storefront.OrderBody;
import io.omnihub.channel.storefront.OrderRefusals;
import io.omnihub.engine.Actor;
import io.omnihub.exchange.Fault;
import io.omnihub.exchange.Import;
import io.omnihub.exchange.ImportRow;
import io.omnihub.exchange.Imports;
import io.omnihub.kernel.ProblemException;
import io.omnihub.order.NewOrder;
import io.omnihub.order.OpenRest;
import io.omnihub.order.OrderFilter;
import io.omnihub.order.OrderState;
import io.omnihub.order.Orders;
import io.omnihub.order.PlaceOrderResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Places open orders as a storefront does, and records those that are completed. Each is a command of its own, known by its
 * channel and external id: one that was carried out before the import was cut off is then unchanged.
 */
@Component
class OrderPlan implements RowPlan {
    /** How many wait for the engine at a time, which makes a batch of them. */
    private static final int AT_A_TIME = 128;

    private static final List<String> STATES = List.of("placed", "completed");

    private final Orders orders;
    private final ExportRows exports;
    private final Requests requests;
    private final Clock clock;

    OrderPlan(Orders orders, ExportRows exports, Requests requests, Clock clock) {
        this.orders = orders;
        this.exports = exports;
        this.requests = requests;
        this.clock = clock;
    }

    /** @param completedAt when it was placed, where it is completed already; else it is open and is placed now */
    private record Asked(NewOrder order, Optional<Instant> completedAt) {}

    @Override
    public Mono<List<ImportRow>> of(List<FileRow> rows, Import in, Actor actor) {
        return Flux.fromIterable(rows)
                .flatMapSequential(row -> carryOut(row, actor.id()), AT_A_TIME)
                .collectList();
    }

    private Mono<ImportRow> carryOut(FileRow row, UUID actor) {
        return switch (row) {
            case FileRow.Unreadable(var line, var fault) -> Mono.just(new ImportRow.Rejected(line, fault));
            case FileRow.Content(var line, var _, var content) -> {
                try {
                    Asked asked = asked(Field.of(content).requireObject());
                    yield carryOut(asked, actor).flatMap(result -> outcome(line, content, asked, result));
                } catch (ProblemException refusal) {
                    yield Mono.just(new ImportRow.Rejected(line, Faults.of(refusal, content)));
                }
            }
        };
    }

    private Asked asked(Field row) {
        boolean completed = row.maybe("state")
                .map(state -> state.text(STATES::contains, "one of " + String.join(", ", STATES)))
                .filter("completed"::equals)
                .isPresent();
        NewOrder order = OrderBody.order(row.without("state", "placedAt"));
        if (completed) {
            return new Asked(order, Optional.of(row.at("placedAt").time(clock.instant())));
        }
        row.maybe("placedAt").ifPresent(time -> {
            throw time.invalid("Leave it out: an open order is placed now.");
        });
        return new Asked(order, Optional.empty());
    }

    private Mono<PlaceOrderResult> carryOut(Asked asked, UUID actor) {
        NewOrder order = asked.order();
        return Mono.defer(() -> asked.completedAt()
                        .map(time ->
                                orders.recordInBulk(actor, order, time, Optional.empty(), requests.fingerprint(asked)))
                        .orElseGet(() -> orders.placeInBulk(actor, order, requests.fingerprint(order))))
                .retryWhen(Imports.retry());
    }

    private Mono<ImportRow> outcome(long line, JsonNode content, Asked asked, PlaceOrderResult result) {
        return switch (result) {
            case PlaceOrderResult.Placed(var _, boolean repeated) ->
                Mono.just(repeated ? new ImportRow.Unchanged(line) : new ImportRow.Accepted(line));
            case PlaceOrderResult.KeyReused reused ->
                isAsExported(asked)
                        .map(same -> same
                                ? new ImportRow.Unchanged(line)
                                : new ImportRow.Rejected(line, fault(reused, asked, content)));
            case PlaceOrderResult.Refused refused ->
                Mono.just(new ImportRow.Rejected(line, fault(refused, asked, content)));
        };
    }

    private static Fault fault(PlaceOrderResult.Refused refused, Asked asked, JsonNode content) {
        return Faults.of(OrderRefusals.of(refused, asked.order(), Optional.empty()), content);
    }

    /** Whether the hub has an order of this name that it would export in this row: what it gave out it takes back. */
    private Mono<Boolean> isAsExported(Asked asked) {
        var filter = new OrderFilter(
                Optional.of(asked.order().channel()),
                Optional.of(asked.order().externalId()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
        return orders.orders(filter)
                .map(page -> page.items().stream()
                        .filter(found -> found.order().state() != OrderState.CANCELLED)
                        .anyMatch(found -> asked(Field.of(exports.order(OpenRest.of(found))))
                                .equals(asked)));
    }
}
