package io.omnihub.channel.exchange;

import io.omnihub.channel.exchange.ImportJson.InterruptionJson;
import io.omnihub.channel.exchange.ImportJson.ProgressJson;
import io.omnihub.channel.exchange.ImportJson.RejectionJson;
import io.omnihub.engine.EngineBusy;
import io.omnihub.engine.EngineUnavailable;
import io.omnihub.exchange.Import;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells of an import while it goes on, as server-sent events. The last is {@code completed} or {@code interrupted}. */
final class ImportEvents {
    private static final Logger log = LoggerFactory.getLogger(ImportEvents.class);

    private ImportEvents() {}

    /**
     * @param lines that the file has
     * @param result what is told at the end
     */
    static Mono<ServerResponse> answer(
            Import begun,
            long lines,
            Flux<ImportProgress> progress,
            Function<ImportProgress, Mono<ImportJson>> result) {
        Flux<ServerSentEvent<Object>> events = progress.concatMap(step -> {
                    Flux<ServerSentEvent<Object>> told = Flux.fromIterable(of(step, lines));
                    return step.isLast()
                            ? told.concatWith(result.apply(step).map(end -> event("completed", end)))
                            : told;
                })
                .onErrorResume(failure -> Mono.just(event("interrupted", interruption(begun, failure))));
        return ServerResponse.ok().body(BodyInserters.fromServerSentEvents(events));
    }

    private static List<ServerSentEvent<Object>> of(ImportProgress step, long lines) {
        List<ServerSentEvent<Object>> events = new ArrayList<>();
        step.rejections().forEach(rejection -> events.add(event("rejected", RejectionJson.of(rejection))));
        events.add(event("progress", ProgressJson.of(step.now(), lines)));
        return events;
    }

    private static InterruptionJson interruption(Import begun, Throwable failure) {
        if (failure instanceof EngineBusy || failure instanceof EngineUnavailable) {
            return new InterruptionJson(
                    begun.id(), "unavailable", "The hub has no room or no database. Send the file again: it goes on.");
        }
        log.error("the import {} is cut off by a defect", begun.id(), failure);
        return new InterruptionJson(
                begun.id(), "internal-error", "This is a defect of the hub. Send the file again once, then report it.");
    }

    private static ServerSentEvent<Object> event(String name, Object data) {
        return ServerSentEvent.builder(data).event(name).build();
    }
}
