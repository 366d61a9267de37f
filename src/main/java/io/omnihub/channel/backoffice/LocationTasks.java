package io.omnihub.channel.backoffice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.access.Caller;
import io.omnihub.engine.Pages;
import io.omnihub.fulfillment.FulfillmentFilter;
import io.omnihub.fulfillment.FulfillmentOrder;
import io.omnihub.fulfillment.FulfillmentQueries;
import io.omnihub.fulfillment.FulfillmentState;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.transfer.TransferFilter;
import io.omnihub.transfer.TransferOrder;
import io.omnihub.transfer.TransferQueries;
import io.omnihub.transfer.TransferState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a location has to do now: parts of orders to pick, hand over and ship, transfers to ship and receive. */
@Component
public class LocationTasks {
    /** How the routes of RSocket begin that take steps of tasks. */
    static final String ROUTE = "pos.task.";

    private static final List<FulfillmentState> OPEN_PARTS = List.of(
            FulfillmentState.ALLOCATED,
            FulfillmentState.ACKNOWLEDGED,
            FulfillmentState.PICKING,
            FulfillmentState.PICKED,
            FulfillmentState.PACKED,
            FulfillmentState.READY_FOR_PICKUP,
            FulfillmentState.CANCEL_REQUESTED,
            FulfillmentState.DELIVERY_FAILED);

    private static final List<TransferState> TO_SEND = List.of(TransferState.APPROVED, TransferState.PICKING);
    private static final List<TransferState> TO_RECEIVE =
            List.of(TransferState.IN_TRANSIT, TransferState.PARTIALLY_RECEIVED);

    private final FulfillmentQueries parts;
    private final TransferQueries transfers;

    LocationTasks(FulfillmentQueries parts, TransferQueries transfers) {
        this.parts = parts;
        this.transfers = transfers;
    }

    /**
     * Something to do.
     *
     * @param open whether there still is; what is not is taken off the reader's list
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Task(
            String kind, UUID id, boolean open, Optional<Object> fulfillmentOrder, Optional<Object> transfer) {
        private static Task ofPart(UUID id, boolean open, Optional<Object> part) {
            return new Task("fulfillment-order", id, open, part, Optional.empty());
        }

        private static Task ofTransfer(UUID id, boolean open, Optional<Object> transfer) {
            return new Task("transfer", id, open, Optional.empty(), transfer);
        }
    }

    /** All that is open there, state by state. */
    public Flux<Task> open(LocationCode location, Caller caller) {
        Flux<Task> ofParts = Flux.fromIterable(OPEN_PARTS)
                .concatMap(state -> Pages.all(after -> parts.page(new FulfillmentFilter(
                        Optional.of(location), Optional.of(state), after.map(UUID::fromString), Page.MAX_LIMIT))))
                .concatMapIterable(Page::items)
                .map(part -> task(part, location, caller));
        Flux<Task> ofTransfers = Flux.concat(
                        transfers(TO_SEND, Optional.of(location), Optional.empty()),
                        transfers(TO_RECEIVE, Optional.empty(), Optional.of(location)))
                .map(transfer -> task(transfer, location, caller));
        return Flux.concat(ofParts, ofTransfers);
    }

    /** How it is with that part now. */
    public Mono<Task> part(UUID id, LocationCode location, Caller caller) {
        return parts.fulfillmentOrder(id)
                .map(part -> task(part, location, caller))
                .defaultIfEmpty(Task.ofPart(id, false, Optional.empty()));
    }

    /** How it is with that transfer now. */
    public Mono<Task> transfer(UUID id, LocationCode location, Caller caller) {
        return transfers
                .transfer(id)
                .map(transfer -> task(transfer, location, caller))
                .defaultIfEmpty(Task.ofTransfer(id, false, Optional.empty()));
    }

    private static Task task(FulfillmentOrder part, LocationCode location, Caller caller) {
        boolean open = part.location().filter(location::equals).isPresent() && OPEN_PARTS.contains(part.state());
        return Task.ofPart(
                part.id(), open, open ? Optional.of(FulfillmentOrderJson.of(part, caller)) : Optional.empty());
    }

    private static Task task(TransferOrder transfer, LocationCode location, Caller caller) {
        boolean open = (transfer.source().equals(location) && TO_SEND.contains(transfer.state()))
                || (transfer.destination().equals(location) && TO_RECEIVE.contains(transfer.state()));
        return Task.ofTransfer(
                transfer.id(), open, open ? Optional.of(TransferOrderJson.of(transfer, caller)) : Optional.empty());
    }

    private Flux<TransferOrder> transfers(
            List<TransferState> states, Optional<LocationCode> source, Optional<LocationCode> destination) {
        return Flux.fromIterable(states)
                .concatMap(state -> Pages.all(after -> transfers.page(new TransferFilter(
                        source,
                        destination,
                        Optional.empty(),
                        Optional.of(state),
                        after.map(UUID::fromString),
                        Page.MAX_LIMIT))))
                .concatMapIterable(Page::items);
    }
}
