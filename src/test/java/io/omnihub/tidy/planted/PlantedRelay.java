package io.omnihub.tidy.planted;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Breaks no rule: a relay is where a chain starts. */
record PlantedRelay(Mono<String> work) {
    Disposable start() {
        return work.subscribe();
    }
}
