package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.returns.Return;
import io.omnihub.returns.Returns;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds a return for whoever it concerns: by its channel, or by where it is; what may come anywhere concerns every store. */
@Component
class ReturnsInSight {
    private final Returns returns;

    ReturnsInSight(Returns returns) {
        this.returns = returns;
    }

    /** To anybody else it is {@code not-found}. */
    Mono<Return> find(UUID id, Caller caller) {
        return returns.find(id)
                .filter(found -> isInSight(found, caller))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such return.")));
    }

    private static boolean isInSight(Return found, Caller caller) {
        return caller.scope().channel().isPresent()
                ? found.source().filter(of -> caller.sees(of.channel())).isPresent()
                : found.location().map(caller::sees).orElse(true);
    }
}
