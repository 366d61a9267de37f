package io.omnihub.sample;

import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The sample retailer at one hub: loads what it has and, if asked to, replays its days. */
public final class SampleRetailer {
    private static final Logger log = LoggerFactory.getLogger(SampleRetailer.class);

    private final HubClient hub;
    private final SampleMode mode;
    private final double ordersPerSecond;

    /**
     * @param hub where the hub listens, without a path
     * @param key of an administrator
     * @param mode {@code off}, {@code load} or {@code replay}
     * @throws IllegalArgumentException when a setting makes no sense
     */
    public SampleRetailer(URI hub, String key, String mode, double ordersPerSecond) {
        this.hub = new HubClient(hub, key);
        this.mode = SampleMode.of(mode);
        this.ordersPerSecond = Pacer.require(ordersPerSecond);
    }

    /**
     * Does all of it, and ends when the load, or the replay of all days, is through. Cancel it to stop: what is under way
     * then is found by the next run. A failure is logged, not passed on: the hub goes on without its sample.
     */
    public Mono<Void> run() {
        if (mode == SampleMode.OFF) {
            return Mono.empty();
        }
        return Mono.fromCallable(() -> Survey.of(RetailFiles.DAYS))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(survey -> run(survey, RetailFiles.locations(), RetailFiles.towns()))
                .onErrorResume(failure -> {
                    log.error("The sample retailer stops: {}", failure.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> run(Survey survey, List<SampleLocation> locations, Towns towns) {
        Mono<Void> load = new Load(hub, survey, locations, Progress::onConsole).run();
        return mode == SampleMode.LOAD
                ? load
                : load.then(Mono.defer(() ->
                                new Replay(hub, survey, RetailFiles.DAYS, locations, towns, ordersPerSecond).run()))
                        .then();
    }
}
