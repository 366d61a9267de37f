package io.omnihub.engine;

import io.omnihub.kernel.Page;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads lists to their end. */
public final class Pages {
    private Pages() {}

    /**
     * All pages of a list, one after the other, as they are asked for.
     *
     * @param reading reads the page behind a cursor, or the first
     */
    public static <T> Flux<Page<T>> all(Function<Optional<String>, Mono<Page<T>>> reading) {
        return reading.apply(Optional.empty())
                .expand(page -> Mono.justOrEmpty(page.next()).flatMap(next -> reading.apply(Optional.of(next))));
    }
}
