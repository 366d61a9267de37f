package io.omnihub.tidy.planted;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;

record Subscribes(Mono<String> work) {
    Disposable start() {
        return work.subscribe();
    }
}
