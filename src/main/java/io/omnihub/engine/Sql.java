package io.omnihub.engine;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Statements on one connection, bound by position. Nothing is sent before it is subscribed to. */
public final class Sql {
    private Sql() {}

    /** A statement whose answer is only that it worked. */
    public static Mono<Void> update(Connection connection, String sql, Object... arguments) {
        return Flux.from(statement(connection, sql, arguments).execute())
                .flatMap(Result::getRowsUpdated)
                .then();
    }

    public static <T> Flux<T> query(
            Connection connection, String sql, Function<? super Readable, ? extends T> mapping, Object... arguments) {
        return Flux.from(statement(connection, sql, arguments).execute())
                .concatMap(result -> Flux.from(result.map(mapping)));
    }

    /**
     * Sends all statements at once, to be carried out in their order, and completes after the last answer; fails with
     * the error that came first, as those after it only say that the transaction is over. No statement is ever
     * cancelled, since that can leave the connection waiting for an answer that never comes.
     */
    private static Mono<Void> pipeline(List<Publisher<?>> statements) {
        return Mono.defer(() -> {
            var failure = new AtomicReference<Throwable>();
            List<Mono<Void>> guarded = new ArrayList<>(statements.size());
            for (Publisher<?> statement : statements) {
                guarded.add(Flux.from(statement).then().onErrorResume(error -> {
                    failure.compareAndSet(null, error);
                    return Mono.empty();
                }));
            }
            return Flux.merge(Flux.fromIterable(guarded), Math.max(1, guarded.size()))
                    .then(Mono.defer(() -> failure.get() == null ? Mono.empty() : Mono.error(failure.get())));
        });
    }

    /** {@link #pipeline} of reads that all see the same moment, in a transaction of their own. */
    public static Mono<Void> snapshot(Connection connection, List<Publisher<?>> reads) {
        List<Publisher<?>> statements = new ArrayList<>();
        statements.add(update(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
        statements.addAll(reads);
        statements.add(update(connection, "COMMIT"));
        return pipeline(statements);
    }

    private static Statement statement(Connection connection, String sql, Object... arguments) {
        Statement statement = connection.createStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.bind(i, arguments[i]);
        }
        return statement;
    }
}
