package io.omnihub.tidy.planted;

import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

record Blocks(Mono<String> one, Flux<String> many) {
    Optional<String> call() {
        return one.blockOptional();
    }

    Function<Flux<String>, Iterable<String>> reference() {
        return Flux::toIterable;
    }
}
