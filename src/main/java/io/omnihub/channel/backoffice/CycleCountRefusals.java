package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.count.CountStep;
import io.omnihub.count.CountStepResult;
import io.omnihub.count.CycleCount;
import io.omnihub.count.CycleCountStep;
import io.omnihub.count.MakeCycleCountResult;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Sku;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What callers are told of what became of a cycle count. */
final class CycleCountRefusals {
    private CycleCountRefusals() {}

    /** @param skus as they were named */
    static RuntimeException of(MakeCycleCountResult result, List<Sku> skus) {
        return switch (result) {
            case MakeCycleCountResult.Made _ -> throw new IllegalArgumentException("no refusal");
            case MakeCycleCountResult.ReferenceReused() ->
                Refusals.keyReused("/reference", "This reference stands for another cycle count.");
            case MakeCycleCountResult.UnknownLocation() -> Refusals.unknownLocation();
            case MakeCycleCountResult.InactiveLocation() -> Refusals.inactiveLocation();
            case MakeCycleCountResult.UnknownItems(Set<Sku> unknown) ->
                Refusals.unknownItems("/skus/%d", skus, unknown::contains);
            case MakeCycleCountResult.NothingToCount() ->
                Refusals.field(
                        "nothing-to-count",
                        "There is nothing to count",
                        "/location",
                        "The location has no stock. Name what is to be counted.");
            case MakeCycleCountResult.TooMany() ->
                Refusals.field(
                        "too-many-lines",
                        "Too many at once",
                        "/location",
                        "The location has more than %,d items. Name them, in portions."
                                .formatted(CycleCount.MAX_LINES));
        };
    }

    static Mono<ServerResponse> answer(CountStepResult result, CountStep step, Caller caller, Replies replies) {
        return switch (result) {
            case CountStepResult.Done(CycleCount count, boolean repeated) ->
                replies.done(repeated, count.version(), CycleCountJson.of(count, caller));
            case CountStepResult.KeyReused() -> throw Refusals.keyReused();
            case CountStepResult.OtherVersion(long version) -> throw Refusals.versionMismatch(Optional.of(version));
            case CountStepResult.NotAllowed(CycleCount count) -> throw notAllowed(count, step.name(), caller);
            case CountStepResult.UnknownLines(Set<Sku> skus) ->
                throw named(
                        pointer(step), "unknown-line", "A line is unknown", "It has no such line.", skus(step), skus);
            case CountStepResult.NotToCount(Set<Sku> skus) ->
                throw named(
                        pointer(step),
                        "not-to-count",
                        "That is not to be counted now",
                        "It is counted already, and nobody wants it counted again.",
                        skus(step),
                        skus);
            case CountStepResult.AboveTolerance(int lines) ->
                throw Problem.of(
                                403,
                                "forbidden",
                                "Not allowed",
                                "%d lines are above the tolerance; somebody else has to approve them.".formatted(lines))
                        .toException();
        };
    }

    private static RuntimeException notAllowed(CycleCount count, CycleCountStep step, Caller caller) {
        return Refusals.stepNotAllowed(
                "It is %s, where %s is not possible.".formatted(count.state().wire(), step.wire()),
                count.state(),
                CycleCountJson.steps(count, caller));
    }

    private static RuntimeException named(
            String pointer, String code, String title, String detail, List<Sku> all, Set<Sku> atFault) {
        return Refusals.entries(code, title, pointer, detail, all, atFault::contains);
    }

    private static String pointer(CountStep step) {
        return step instanceof CountStep.Enter ? "/entries/%d/sku" : "/skus/%d";
    }

    private static List<Sku> skus(CountStep step) {
        return switch (step) {
            case CountStep.Enter(List<CountStep.Enter.Entry> entries) ->
                entries.stream().map(CountStep.Enter.Entry::sku).toList();
            case CountStep.DemandRecount(Set<Sku> skus) -> List.copyOf(skus);
            case CountStep.Approve _, CountStep.Reject _ -> List.of();
        };
    }
}
