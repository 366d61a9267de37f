package io.omnihub.channel.pos;

import io.omnihub.channel.Outcome;
import io.omnihub.channel.backoffice.PartSteps;
import io.omnihub.channel.backoffice.ReturnReceipts;
import io.omnihub.channel.backoffice.TransferMoves;
import io.omnihub.channel.pos.SocketRoutes.Route;
import io.omnihub.fulfillment.FulfillmentStep;
import io.omnihub.kernel.LocationCode;
import io.omnihub.transfer.TransferStep;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** {@code pos.task.…} and {@code pos.return.receive}: what a location does, by the very functions that HTTP calls. */
@Configuration(proxyBeanMethods = false)
class PosTasks {
    private static final String PART = "fulfillmentOrderId";
    private static final String TRANSFER = "transferId";
    private static final String RETURN = "returnId";
    private static final String LOCATION = "location";

    private final PartSteps parts;
    private final TransferMoves transfers;
    private final ReturnReceipts returns;

    PosTasks(PartSteps parts, TransferMoves transfers, ReturnReceipts returns) {
        this.parts = parts;
        this.transfers = transfers;
        this.returns = returns;
    }

    @Bean
    SocketRoutes locationRoutes() {
        return new SocketRoutes(Map.of(
                "pos.task.acknowledge", part(FulfillmentStep.ACKNOWLEDGE),
                "pos.task.start-picking", either(FulfillmentStep.START_PICKING, TransferStep.START_PICKING),
                "pos.task.pick", part(FulfillmentStep.PICK),
                "pos.task.pack", part(FulfillmentStep.PACK),
                "pos.task.ready", part(FulfillmentStep.READY),
                "pos.task.collect", part(FulfillmentStep.COLLECT),
                "pos.task.reject", part(FulfillmentStep.REJECT),
                "pos.task.ship", either(FulfillmentStep.SHIP, TransferStep.SHIP),
                "pos.task.receive", SocketRoutes.response(request -> transfer(TransferStep.RECEIVE, request)),
                "pos.return.receive", SocketRoutes.response(this::receiveReturn)));
    }

    private Route part(FulfillmentStep step) {
        return SocketRoutes.response(request -> part(step, request));
    }

    private Route either(FulfillmentStep ofPart, TransferStep ofTransfer) {
        return SocketRoutes.response(
                request -> request.names(TRANSFER) ? transfer(ofTransfer, request) : part(ofPart, request));
    }

    private Mono<Object> part(FulfillmentStep step, SocketRequest request) {
        return parts.carryOut(step, request.id(PART), request.keyed(PART)).map(Outcome::body);
    }

    private Mono<Object> transfer(TransferStep step, SocketRequest request) {
        return transfers
                .carryOut(step, request.id(TRANSFER), request.keyed(TRANSFER))
                .map(Outcome::body);
    }

    /** What was announced, or what somebody brings; at the terminal's own location unless it says another. */
    private Mono<Object> receiveReturn(SocketRequest asked) {
        SocketRequest request = asked.caller()
                .scope()
                .location()
                .map(LocationCode::value)
                .map(own -> new SocketRequest(
                        asked.caller(), asked.actor(), asked.data().orWith(LOCATION, own)))
                .orElse(asked);
        return request.names(RETURN)
                ? returns.receive(request.id(RETURN), request.keyed(RETURN)).map(Outcome::body)
                : returns.takeBack(request.call()).map(Outcome::body);
    }
}
