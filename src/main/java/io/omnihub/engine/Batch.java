package io.omnihub.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One attempt at one transaction for many commands. It runs in two round trips: lock and load, then, after the members
 * were decided, write and commit. Nobody is answered before the commit: a member may have been refused because of what
 * another took.
 */
final class Batch {
    private final List<Member<?>> members;
    private final EngineSettings settings;
    private final Clock clock;
    private final EngineMeters meters;
    private final WorkingSet rows;
    private final Deciding deciding;
    private final Reads reads = new Reads();

    Batch(List<Member<?>> members, Registry registry, EngineSettings settings, Clock clock, EngineMeters meters) {
        this.members = members;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        members.forEach(member -> reads.and(member.reads()));
        this.rows = new WorkingSet(registry, reads);
        this.deciding = new Deciding(rows, settings.repeats());
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
                    deciding.tell(meters);
                    return deciding.again();
                }));
    }

    private Mono<Void> decideAndCommit(LaneConnection connection, Runnable committing) {
        long begun = System.nanoTime();
        return writeAndCommit(connection)
                .and(Mono.fromRunnable(committing))
                .doOnSuccess(_ -> meters.committed(since(begun)));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private Mono<Void> lockAndLoad(LaneConnection connection) {
        List<Statement> statements = new ArrayList<>(rows.locks());
        Set<CommandKey.Name> names = new HashSet<>();
        members.forEach(member -> member.command().keys().forEach(key -> names.add(key.name())));
        if (!names.isEmpty()) {
            statements.add(CommandKeys.find(names, deciding::know));
        }
        statements.addAll(rows.loads());
        Mono<Void> loaded = connection.begin(statements);
        return reads.weight() > settings.batchWeight() ? loaded.publishOn(Schedulers.boundedElastic()) : loaded;
    }

    private Mono<Void> writeAndCommit(LaneConnection connection) {
        Instant now = clock.instant();
        members.forEach(member -> deciding.decide(member, now));
        if (!deciding.hasChanged()) {
            return connection.rollBack();
        }
        List<Statement> statements = new ArrayList<>();
        if (!deciding.newKeys().isEmpty()) {
            statements.add(CommandKeys.insert(deciding.newKeys(), now));
        }
        statements.addAll(rows.writes(now));
        return connection.commit(statements).doOnSuccess(_ -> rows.committed());
    }
}
