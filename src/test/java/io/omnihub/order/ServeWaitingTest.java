package io.omnihub.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.catalog.Catalog;
import io.omnihub.engine.Actor;
import io.omnihub.engine.Decision;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentState;
import io.omnihub.fulfillment.Handling;
import io.omnihub.fulfillment.OrderFulfillment;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.DeliveryMethod;
import io.omnihub.sourcing.Outlook;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is served together, and what keeps nobody else waiting. */
class ServeWaitingTest {
    private static final Sku LAMP = new Sku("LAMP");
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final UUID ID = id(1_000);

    private final Catalog catalog = new Catalog(1, Map.of(), Map.of());
    private final Map<UUID, OrderFulfillment> orders = new HashMap<>();

    @Test
    void aDefectOfOne_keepsNoOthersWaiting() {
        SourceAgain broken = unknown(1);
        SourceAgain whole = waiting(2);

        Decision<Boolean> served = serve(whole, broken, whole);

        assertThat(served).isInstanceOf(Decision.Accept.class);
    }

    @Test
    void itsOwnDefect_isKnown() {
        SourceAgain broken = unknown(1);

        assertThatThrownBy(() -> serve(broken, broken, waiting(2))).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void thoseWhoWaitBehindTheLastTurn_areNotForgotten() {
        List<SourceAgain> few = waiting(1, ServeWaiting.AT_ONCE - 1);
        assertThat(ServeWaiting.of(ID, LAMP, partOf(few.getFirst()), few).last())
                .isEmpty();

        List<SourceAgain> many = waiting(1, ServeWaiting.AT_ONCE + 1);
        ServeWaiting served = ServeWaiting.of(ID, LAMP, partOf(many.getLast()), many);

        assertThat(served.turns()).hasSize(ServeWaiting.AT_ONCE + 1);
        assertThat(served.last()).contains(partOf(many.get(ServeWaiting.AT_ONCE - 1)));
    }

    private Decision<Boolean> serve(SourceAgain asking, SourceAgain... turns) {
        return new ServeWaiting(ID, LAMP, partOf(asking), List.of(turns), Optional.empty()).decide(view(), NOW);
    }

    private List<SourceAgain> waiting(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(this::waiting).toList();
    }

    /** Of an order that has such a part, of which nothing more is known. */
    private SourceAgain waiting(int number) {
        FulfillmentOrder part = part(number);
        orders.put(part.orderId(), new OrderFulfillment(part.orderId(), List.of(part)));
        return turn(part);
    }

    /** Of an order that has no such part. */
    private SourceAgain unknown(int number) {
        return turn(part(number));
    }

    private SourceAgain turn(FulfillmentOrder part) {
        return new SourceAgain(ID, Actor.hub(ID), part, Optional.of(LAMP), catalog, Outlook.NONE, NOW);
    }

    private static UUID partOf(SourceAgain turn) {
        return turn.known().id();
    }

    private static FulfillmentOrder part(int number) {
        UUID order = id(number);
        return new FulfillmentOrder(
                Ids.derive(order, 1),
                order,
                DeliveryMethod.SHIP,
                Optional.empty(),
                FulfillmentState.BACKORDERED,
                NOW,
                Optional.empty(),
                Optional.empty(),
                List.of(new FulfillmentOrder.Line(1, LAMP, 1, 0, 0, 255)),
                Optional.empty(),
                Optional.empty(),
                new Handling(
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()),
                1);
    }

    private View view() {
        Map<Table<?, ?>, Map<?, ?>> tables =
                Map.of(OrderFulfillment.TABLE, orders, Catalog.TABLE, Map.of(Catalog.Key.CURRENT, catalog));
        return new View() {
            @Override
            @SuppressWarnings("unchecked")
            public <K, V> Optional<V> find(Table<K, V> table, K key) {
                return Optional.ofNullable(
                        (V) tables.getOrDefault(table, Map.of()).get(key));
            }

            @Override
            public <K> boolean covers(Table<K, ?> table, K key) {
                return true;
            }
        };
    }

    private static UUID id(int number) {
        return Ids.first(NOW.plusSeconds(number));
    }
}
