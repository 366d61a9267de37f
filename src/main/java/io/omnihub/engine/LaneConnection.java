package io.omnihub.engine;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A lane's connection. It sends all statements of a phase as one message, in which each is an {@code EXECUTE} of what the
 * session has prepared, with its arguments as literals: the driver's own way, an exchange for each statement, costs a lone
 * order more than everything else that is done for it.
 */
final class LaneConnection {
    private static final int TYPICAL_LENGTH = 4_096;

    private final Connection connection;
    private final Map<String, String> prepared = new HashMap<>();

    LaneConnection(Connection connection) {
        this.connection = connection;
    }

    /** Begins a transaction with these statements, in their order; the first to fail is the error and ends the rest. */
    Mono<Void> begin(List<Statement> statements) {
        return Mono.defer(() -> new Message()
                .plain("BEGIN")
                .prepare(statements)
                .execute(statements)
                .send());
    }

    /** Ends the transaction with these statements; where one fails, nothing is committed. */
    Mono<Void> commit(List<Statement> statements) {
        return Mono.defer(() -> new Message()
                .prepare(statements)
                .execute(statements)
                .plain("COMMIT")
                .send());
    }

    Mono<Void> rollBack() {
        return Mono.defer(() -> new Message().plain("ROLLBACK").send());
    }

    Mono<Void> close() {
        return Mono.from(connection.close());
    }

    /** What is sent, and who reads which of the results. */
    private final class Message {
        private final StringBuilder text = new StringBuilder(TYPICAL_LENGTH);
        private final List<Statement> readers = new ArrayList<>();

        Message plain(String command) {
            return add(Statement.update(command), command);
        }

        /**
         * Statements outlive their transaction. The driver takes {@code $1} for a parameter of the message wherever it is
         * not quoted, hence the block around them.
         */
        Message prepare(List<Statement> statements) {
            for (Statement statement : statements) {
                if (!prepared.containsKey(statement.sql())) {
                    String name = "s" + prepared.size();
                    prepared.put(statement.sql(), name);
                    String prepare = "PREPARE " + name + " AS " + statement.sql();
                    plain("DO " + quoted("BEGIN EXECUTE " + quoted(prepare) + "; END"));
                }
            }
            return this;
        }

        Message execute(List<Statement> statements) {
            for (Statement statement : statements) {
                String call = "EXECUTE " + prepared.get(statement.sql());
                add(statement, statement.arguments().isEmpty() ? call : call + literals(statement.arguments()));
            }
            return this;
        }

        /** Reads every answer to its end: one left unread can leave the connection waiting for what never comes. */
        Mono<Void> send() {
            var failure = new AtomicReference<@Nullable Throwable>();
            Iterator<Statement> reader = readers.iterator();
            return Flux.from(connection.createStatement(text.toString()).execute())
                    .concatMap(result -> read(result, reader.next()).onErrorResume(error -> {
                        failure.compareAndSet(null, error);
                        return Mono.empty();
                    }))
                    .then(Mono.defer(() -> Mono.justOrEmpty(failure.get()).flatMap(Mono::error)));
        }

        private Message add(Statement reader, String sql) {
            readers.add(reader);
            text.append(sql).append(";\n");
            return this;
        }
    }

    private static Mono<Void> read(Result result, Statement reader) {
        return Flux.from(result.map(row -> {
                    reader.row().accept(row);
                    return reader;
                }))
                .then(Mono.fromRunnable(reader.end()));
    }

    private static String literals(List<?> arguments) {
        var literals = new StringBuilder(TYPICAL_LENGTH);
        for (Object argument : arguments) {
            literals.append(literals.isEmpty() ? '(' : ',')
                    .append(argument == null ? "NULL" : quoted(argument.toString()));
        }
        return literals.append(')').toString();
    }

    /** As a standard-conforming string, in which only a quote means something else than itself. */
    private static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PostgreSQL holds no text with NUL");
        }
        return "'" + text.replace("'", "''") + "'";
    }
}
