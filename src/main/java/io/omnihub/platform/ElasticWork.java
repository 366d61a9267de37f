package io.omnihub.platform;

import io.omnihub.engine.BlockingWork;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Does what blocks on threads that are made for it, of which there is a limited number. */
@Component
class ElasticWork implements BlockingWork {
    @Override
    public <T> Mono<T> call(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }
}
