package io.omnihub.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One attempt at one transaction for many commands. It runs in two round trips: lock and load, then, after the members
 * were decided, write and commit. Nobody is answered before the commit: a member may have been refused because of what
 * another took.
 */
final class Batch {
    /** What a member is told once the transaction is over, and the name of that for {@link EngineMeters}. */
    private record Outcome(Member<?> member, String result, Runnable tell) {}

    private final List<Member<?>> members;
    private final EngineSettings settings;
    private final Clock clock;
    private final EngineMeters meters;
    private final WorkingSet rows;
    private final Map<CommandKey.Name, CommandKeys.Taken> taken = new HashMap<>();
    private final List<CommandKeys.Taken> newKeys = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Member<?>> again = new ArrayList<>();
    private final Reads reads = new Reads();
    private boolean changed;

    Batch(List<Member<?>> members, Registry registry, EngineSettings settings, Clock clock, EngineMeters meters) {
        this.members = members;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        members.forEach(member -> reads.and(member.reads()));
        this.rows = new WorkingSet(registry, reads);
    }

    /**
     * Completes with the members that ask to be decided again with further rows; all others have their answer.
     *
     * @param committing runs when the commit is on its way
     */
    Mono<List<Member<?>>> run(LaneConnection connection, Runnable committing) {
        long begun = System.nanoTime();
        return lockAndLoad(connection)
                .then(Mono.defer(() -> {
                    meters.locked(members.size(), since(begun));
                    return decideAndCommit(connection, committing);
                }))
                .then(Mono.fromSupplier(() -> {
                    outcomes.forEach(this::tell);
                    return again;
                }));
    }

    private Mono<Void> decideAndCommit(LaneConnection connection, Runnable committing) {
        long begun = System.nanoTime();
        return writeAndCommit(connection)
                .and(Mono.fromRunnable(committing))
                .doOnSuccess(_ -> meters.committed(since(begun)));
    }

    private void tell(Outcome outcome) {
        meters.decided(outcome.member().command(), outcome.result());
        outcome.tell().run();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private Mono<Void> lockAndLoad(LaneConnection connection) {
        List<Statement> statements = new ArrayList<>(rows.locks());
        Set<CommandKey.Name> names = new HashSet<>();
        members.forEach(member -> member.command().keys().forEach(key -> names.add(key.name())));
        if (!names.isEmpty()) {
            statements.add(
                    CommandKeys.find(names, found -> taken.put(found.key().name(), found)));
        }
        statements.addAll(rows.loads());
        Mono<Void> loaded = connection.begin(statements);
        return reads.weight() > settings.batchWeight() ? loaded.publishOn(Schedulers.boundedElastic()) : loaded;
    }

    private Mono<Void> writeAndCommit(LaneConnection connection) {
        Instant now = clock.instant();
        members.forEach(member -> decide(member, now));
        if (!changed) {
            return connection.rollBack();
        }
        List<Statement> statements = new ArrayList<>();
        if (!newKeys.isEmpty()) {
            statements.add(CommandKeys.insert(newKeys, now));
        }
        statements.addAll(rows.writes(now));
        return connection.commit(statements);
    }

    private <R> void decide(Member<R> member, Instant now) {
        try {
            Optional<Answer<R>> known = knownBy(member);
            if (known.isPresent()) {
                Answer<R> answer = known.get();
                outcomes.add(new Outcome(member, EngineMeters.name(answer), () -> member.complete(answer)));
                return;
            }
            switch (member.command().decide(rows, now)) {
                case Decision.Accept<R> accept -> accept(member, accept);
                case Decision.Refuse<R> refuse -> refuse(member, refuse);
                case Decision.Again<R> more -> repeat(member, more.reads());
            }
        } catch (RuntimeException | StackOverflowError defect) {
            outcomes.add(new Outcome(member, EngineMeters.FAILED, () -> member.fail(defect)));
        }
    }

    /** What an earlier command with an equal key answers for this one, be it of this batch or long ago. */
    private <R> Optional<Answer<R>> knownBy(Member<R> member) {
        Optional<Answer<R>> known = Optional.empty();
        for (CommandKey key : member.command().keys()) {
            CommandKeys.Taken first = taken.get(key.name());
            if (first == null) {
                continue;
            }
            if (!first.key().fingerprint().equals(key.fingerprint())) {
                return Optional.of(new Answer.KeyReused<>(key));
            }
            if (known.isEmpty()) {
                known = Optional.of(new Answer.Repeated<>(first.commandId(), first.subject()));
            }
        }
        return known;
    }

    private <R> void accept(Member<R> member, Decision.Accept<R> accept) {
        changed = true;
        rows.apply(accept.changes());
        for (CommandKey key : member.command().keys()) {
            var entry = new CommandKeys.Taken(key, member.command().id(), accept.subject());
            taken.put(key.name(), entry);
            newKeys.add(entry);
        }
        answer(member, accept.result());
    }

    private <R> void refuse(Member<R> member, Decision.Refuse<R> refuse) {
        refuse.noted().filter(noted -> !noted.isEmpty()).ifPresent(noted -> {
            changed = true;
            rows.apply(noted);
        });
        answer(member, refuse.result());
    }

    private <R> void answer(Member<R> member, R result) {
        outcomes.add(
                new Outcome(member, EngineMeters.name(result), () -> member.complete(new Answer.Decided<>(result))));
    }

    private void repeat(Member<?> member, Reads more) {
        if (member.widen(more) > settings.repeats()) {
            var busy = new EngineBusy(EngineBusy.Reason.CONTENTION, "the rows that this needs kept changing");
            outcomes.add(new Outcome(member, EngineMeters.FAILED, () -> member.fail(busy)));
        } else {
            again.add(member);
        }
    }
}
