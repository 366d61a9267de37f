package io.omnihub.customer;

import io.omnihub.engine.Command;
import io.omnihub.event.EventHandler;
import io.omnihub.event.StreamedEvent;
import io.omnihub.kernel.Ids;
import io.omnihub.kernel.Text;
import io.omnihub.order.OrderContact;
import io.omnihub.order.Orders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds whose orders are, past and new ones, a moment after they are placed: nobody waits for it. What an order says of whom
 * it is for proves nothing.
 */
@Component
class OrderHandler implements EventHandler {
    private final Orders orders;
    private final CustomerSettings settings;
    private final Ids ids;

    OrderHandler(Orders orders, CustomerSettings settings, Ids ids) {
        this.orders = orders;
        this.settings = settings;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "customer-orders";
    }

    @Override
    public Set<String> types() {
        return Set.of("io.omnihub.order.placed.v1", "io.omnihub.order.recorded.v1", "io.omnihub.order.edited.v1");
    }

    @Override
    public Start start() {
        return Start.OLDEST;
    }

    @Override
    public Mono<? extends Command<?>> effect(List<StreamedEvent> events) {
        Set<UUID> named =
                events.stream().map(event -> UUID.fromString(event.subject())).collect(Collectors.toSet());
        return orders.contacts(named)
                .map(contact -> Map.entry(contact.orderId(), evidence(contact)))
                .filter(shown -> !shown.getValue().claims().isEmpty())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .filter(evidence -> !evidence.isEmpty())
                .map(this::linking);
    }

    private LinkOrders linking(Map<UUID, Evidence> evidence) {
        return new LinkOrders(ids.next(), evidence);
    }

    private Evidence evidence(OrderContact contact) {
        return new Evidence(
                claims(contact),
                contact.name().map(String::strip).filter(name -> Text.isTrimmed(name, Evidence.MAX_NAME)),
                contact.channel());
    }

    private List<Claim> claims(OrderContact contact) {
        return Stream.of(key(IdentityType.EMAIL, contact.email()), key(IdentityType.PHONE, contact.phone()))
                .flatMap(Optional::stream)
                .map(key -> new Claim(key, false))
                .toList();
    }

    private Optional<IdentityKey> key(IdentityType type, Optional<String> raw) {
        return raw.flatMap(text -> IdentityKey.of(type, text, settings.region()));
    }
}
