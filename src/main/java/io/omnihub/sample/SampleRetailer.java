package io.omnihub.sample;

import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The sample retailer at one hub: loads what it has and, if asked to, replays its days, while its terminals work. */
public final class SampleRetailer {
    private static final Logger log = LoggerFactory.getLogger(SampleRetailer.class);

    private final int socketPort;
    private final HubClient hub;
    private final SampleMode mode;
    private final double ordersPerSecond;

    /**
     * @param hub where the hub listens, without a path
     * @param socketPort where it listens for RSocket on this machine
     * @param key of an administrator
     * @param mode {@code off}, {@code load} or {@code replay}
     * @throws IllegalArgumentException when a setting makes no sense
     */
    public SampleRetailer(URI hub, int socketPort, String key, String mode, double ordersPerSecond) {
        this.socketPort = socketPort;
        this.hub = new HubClient(hub, key);
        this.mode = SampleMode.of(mode);
        this.ordersPerSecond = Pacer.require(ordersPerSecond);
    }

    /**
     * Does all of it. It ends when the load is through, if no more is asked; terminals work on when all days are. Cancel it to
     * stop: what is under way then is found by the next run. A failure is logged, not passed on: the hub goes on without its sample.
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
        return mode == SampleMode.LOAD ? load : load.then(Mono.defer(() -> live(survey, locations, towns)));
    }

    private Mono<Void> live(Survey survey, List<SampleLocation> locations, Towns towns) {
        var clearance = new Clearance();
        var tally = new Tally();
        var replay = new Replay(hub, survey, RetailFiles.DAYS, locations, towns, clearance, ordersPerSecond, tally);
        var terminals = new Terminals(socketPort, hub, survey, locations, clearance, ordersPerSecond, tally);
        return Mono.when(replay.run(), terminals.live(), new Carrier(hub, clearance, tally).live());
    }
}
