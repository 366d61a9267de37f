package io.omnihub;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many callers at once, each on a connection of its own. */
record Crowd(int connections) {
    static Crowd of(int connections) {
        return new Crowd(connections);
    }

    /** Makes as many calls, as many of them at a time as there are connections; their results in the calls' order. */
    <T> List<T> call(int calls, IntFunction<T> call) {
        try (var threads = Executors.newFixedThreadPool(connections)) {
            List<Future<T>> results = IntStream.range(0, calls)
                    .mapToObj(i -> threads.submit(() -> call.apply(i)))
                    .toList();
            return results.stream().map(Crowd::result).toList();
        }
    }

    /** Begins a call that goes on beside whatever comes next. */
    static <T> CompletableFuture<T> meanwhile(Supplier<T> call) {
        return CompletableFuture.supplyAsync(
                call, task -> Thread.ofPlatform().daemon().start(task));
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
