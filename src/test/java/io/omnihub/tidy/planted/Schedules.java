package io.omnihub.tidy.planted;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

record Schedules(Mono<String> work) {
    Mono<String> elsewhere() {
        return work.subscribeOn(Schedulers.parallel());
    }
}
