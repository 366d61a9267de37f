package io.omnihub.returns;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.CommandKey;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.Versions;
import io.omnihub.order.OrderDetails;
import io.omnihub.order.PlaceOrderResult;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** What customers of a simulated retailer bring back: the tables, and the commands. */
public final class SimulatedReturns {
    public final MemoryRows<UUID, Return> returns = new MemoryRows<>(Return.TABLE);
    private final MemoryRows<ChannelCode, ReturnPolicy> policies = new MemoryRows<>(ReturnPolicy.TABLE);
    private final Sums sums = new Sums();

    public List<Rows<?, ?>> tables() {
        return List.of(returns, policies, sums);
    }

    public List<Return> ofOrder(UUID order) {
        return returns.rows().values().stream()
                .filter(one ->
                        one.source().filter(of -> of.orderId().equals(order)).isPresent())
                .toList();
    }

    /** Units that came back or are to come back, by line of the order. */
    public Map<Integer, Long> announced(UUID order) {
        Map<Integer, Long> units = new HashMap<>();
        ofOrder(order).stream()
                .filter(one -> !one.state().isOff())
                .forEach(one -> one.lines()
                        .forEach(line -> units.merge(
                                line.orderLine().orElseThrow(),
                                one.state().isHere() ? line.received() : line.quantity(),
                                Long::sum)));
        return units;
    }

    /** Units for which something is due or was paid, by line of the order. */
    public Map<Integer, Long> inspected(UUID order) {
        Map<Integer, Long> units = new HashMap<>();
        ofOrder(order).stream()
                .filter(one -> one.state().isHere() && one.state() != ReturnState.RECEIVED)
                .forEach(one -> one.lines()
                        .forEach(line -> units.merge(line.orderLine().orElseThrow(), line.received(), Long::sum)));
        return units;
    }

    public static Command<?> request(UUID id, Actor actor, OrderDetails order, List<NewReturn.Line> lines) {
        return new RequestReturn(id, actor, order, new NewReturn(id.toString(), lines), key(id));
    }

    public static Command<?> takeBack(UUID id, Actor actor, TakenBack taken) {
        return new TakeBack(id, actor, taken, key(id));
    }

    public static Command<?> carryOut(
            UUID id, Actor actor, Return found, ReturnWork work, Optional<Versions> expected) {
        return new CarryOutReturn(id, actor, found, work, expected, key(id));
    }

    public static Command<?> exchange(
            Actor actor, Return found, Command<PlaceOrderResult> placing, Optional<Versions> expected) {
        return new ExchangeReturn(actor, found, placing, expected);
    }

    private static List<CommandKey> key(UUID id) {
        return List.of(new CommandKey("return", id.toString(), id));
    }

    /** What {@link ReturnedUnitsRows} sums. */
    private final class Sums extends MemoryRows<UUID, ReturnedUnits> {
        private Sums() {
            super(ReturnedUnits.TABLE);
        }

        @Override
        public List<Statement> load(Collection<UUID> orders, BiConsumer<UUID, ReturnedUnits> found) {
            orders.forEach(order -> found.accept(order, new ReturnedUnits(order, announced(order))));
            return List.of();
        }

        @Override
        public List<Statement> write(List<Changed<UUID, ReturnedUnits>> changes, Instant now) {
            return List.of();
        }
    }
}
