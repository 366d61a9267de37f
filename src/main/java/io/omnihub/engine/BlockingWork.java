package io.omnihub.engine;

import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;

/** Does what cannot but block, such as reading a file, where it keeps no event loop. */
@FunctionalInterface
public interface BlockingWork {
    <T> Mono<T> call(Callable<T> work);
}
