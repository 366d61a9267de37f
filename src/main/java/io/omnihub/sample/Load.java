package io.omnihub.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings the sample retailer into the hub: items, locations, opening stock, and at last the channels. A hub that knows
 * the last channel has been through all of it, so that later changes to the items are not undone by a restart; a load
 * that was cut off begins again and changes nothing where it had been.
 */
final class Load {
    private static final Logger log = LoggerFactory.getLogger(Load.class);

    /** Requests under way at a time. */
    private static final int CONCURRENCY = 8;

    /** Well below what the hub takes, so that the bar moves and other callers are not held up. */
    private static final int ENTRIES_PER_ADJUSTMENT = 1_000;

    private static final SampleChannel LAST = SampleChannel.EXPORT;

    private final HubClient hub;
    private final Survey survey;
    private final List<SampleLocation> locations;
    private final IntFunction<Progress> progress;

    /** @param progress makes the bar for so many steps */
    Load(HubClient hub, Survey survey, List<SampleLocation> locations, IntFunction<Progress> progress) {
        this.hub = hub;
        this.survey = survey;
        this.locations = List.copyOf(locations);
        this.progress = progress;
    }

    /** A request, and what to call it when it fails. */
    private record Step(String name, Mono<HubReply> request) {}

    Mono<Void> run() {
        return hub.get("/api/v1/channels/{code}", LAST.code()).flatMap(reply -> switch (reply) {
            case HubReply.Done _ -> {
                log.info("The sample retailer is in the hub already");
                yield Mono.empty();
            }
            case HubReply.Refused refused when refused.status() == 404 -> load();
            case HubReply.Refused refused -> refuse("the look at its channels", refused);
        });
    }

    private Mono<Void> load() {
        List<Step> masterData = masterData();
        List<Step> receipts = receipts();
        List<Step> channels = channels();
        Progress bar = progress.apply(masterData.size() + receipts.size() + channels.size());
        return Flux.fromIterable(masterData)
                .flatMap(Load::done, CONCURRENCY)
                .concatWith(Flux.fromIterable(receipts).concatMap(Load::done))
                .concatWith(Flux.fromIterable(channels).concatMap(Load::done))
                .doOnNext(_ -> bar.step())
                .then(Mono.fromRunnable(() -> log.info(
                        "The sample retailer is in: {} items, {} locations, {} channels",
                        survey.items().size(),
                        locations.size(),
                        SampleChannel.values().length)));
    }

    private List<Step> masterData() {
        var steps = new ArrayList<Step>();
        for (SampleLocation location : locations) {
            steps.add(new Step(
                    "location " + location.code(),
                    hub.put("/api/v1/locations/{code}", Bodies.location(location), location.code())));
        }
        for (Assortment.Item item : survey.items()) {
            steps.add(new Step("item " + item.sku(), hub.put("/api/v1/items/{sku}", Bodies.item(item), item.sku())));
        }
        return steps;
    }

    private List<Step> receipts() {
        var stock = new OpeningStock(locations);
        List<OpeningStock.Entry> entries =
                survey.items().stream().flatMap(item -> stock.of(item).stream()).toList();
        var steps = new ArrayList<Step>();
        for (int from = 0; from < entries.size(); from += ENTRIES_PER_ADJUSTMENT) {
            int to = Math.min(entries.size(), from + ENTRIES_PER_ADJUSTMENT);
            String reference = "SAMPLE-OPENING-" + (steps.size() + 1);
            steps.add(new Step(
                    "receipt " + reference,
                    hub.post(Bodies.receipt(reference, entries.subList(from, to)), "/api/v1/stock/adjustments")));
        }
        return steps;
    }

    private List<Step> channels() {
        return Stream.of(SampleChannel.values())
                .flatMap(channel -> Stream.concat(
                        Stream.of(new Step(
                                "channel " + channel.code(),
                                hub.put(
                                        "/api/v1/channels/{code}",
                                        Bodies.channel(channel, locations),
                                        channel.code()))),
                        channel.rules().map(rules -> policy(channel, rules)).stream()))
                .toList();
    }

    private Step policy(SampleChannel channel, Bodies.PolicyBody rules) {
        return new Step(
                "rules of " + channel.code(),
                hub.put("/api/v1/channels/{code}/sourcing-policy", rules, channel.code()));
    }

    private static Mono<Step> done(Step step) {
        return step.request().flatMap(reply -> switch (reply) {
            case HubReply.Done _ -> Mono.just(step);
            case HubReply.Refused refused -> refuse(step.name(), refused);
        });
    }

    private static <T> Mono<T> refuse(String what, HubReply.Refused refused) {
        return Mono.error(new IllegalStateException(
                "the hub refused " + what + ": " + refused.code() + " (" + refused.status() + ")"));
    }
}
