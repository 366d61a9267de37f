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
    /** A longer text than that is not kept for the next message. */
    private static final int KEPT_LENGTH = 1 << 20;

    private final Connection connection;
    /** One message at a time is written. */
    private StringBuilder text = new StringBuilder();

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
        private final List<Statement> readers = new ArrayList<>();

        /** What an earlier one left that failed before it was sent is gone. */
        Message() {
            text.setLength(0);
        }

        Message plain(String command) {
            text.append(command);
            return end(Statement.update(command));
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
                    String prepare = quoted("PREPARE " + name + " AS " + statement.sql());
                    plain("DO " + quoted("BEGIN EXECUTE " + prepare + "; END"));
                }
            }
            return this;
        }

        Message execute(List<Statement> statements) {
            for (Statement statement : statements) {
                text.append("EXECUTE ").append(prepared.get(statement.sql()));
                char before = '(';
                for (Object argument : statement.arguments()) {
                    text.append(before);
                    literal(argument);
                    before = ',';
                }
                text.append(before == ',' ? ")" : "");
                end(statement);
            }
            return this;
        }

        /** Reads every answer to its end: one left unread can leave the connection waiting for what never comes. */
        Mono<Void> send() {
            var failure = new AtomicReference<@Nullable Throwable>();
            Iterator<Statement> reader = readers.iterator();
            return Flux.from(connection.createStatement(takeText()).execute())
                    .concatMap(result -> read(result, reader.next()).onErrorResume(error -> {
                        failure.compareAndSet(null, error);
                        return Mono.empty();
                    }))
                    .then(Mono.defer(() -> Mono.justOrEmpty(failure.get()).flatMap(Mono::error)));
        }

        private Message end(Statement reader) {
            readers.add(reader);
            text.append(";\n");
            return this;
        }
    }

    private String takeText() {
        String message = text.toString();
        if (text.capacity() > KEPT_LENGTH) {
            text = new StringBuilder();
        }
        return message;
    }

    private static Mono<Void> read(Result result, Statement reader) {
        return Flux.from(result.map(row -> {
                    reader.row().accept(row);
                    return reader;
                }))
                .then(Mono.fromRunnable(reader.end()));
    }

    private void literal(@Nullable Object argument) {
        if (argument == null) {
            text.append("NULL");
        } else {
            quote(argument.toString(), text);
        }
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder();
        quote(text, quoted);
        return quoted.toString();
    }

    /** As a standard-conforming string, in which only a quote means something else than itself. */
    private static void quote(String text, StringBuilder to) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PostgreSQL holds no text with NUL");
        }
        to.append('\'');
        int from = 0;
        for (int quote = text.indexOf('\''); quote >= 0; quote = text.indexOf('\'', quote + 1)) {
            to.append(text, from, quote + 1).append('\'');
            from = quote + 1;
        }
        to.append(text, from, text.length()).append('\'');
    }
}
