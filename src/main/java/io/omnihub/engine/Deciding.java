package io.omnihub.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides the members of one attempt at a batch in turn, so that each sees what those before it changed, and keeps what
 * each is to be told until the batch is durable.
 */
final class Deciding {
    /** What a member is told once the transaction is over, and the name of that for {@link EngineMeters}. */
    private record Outcome(Member<?> member, String result, Runnable tell) {}

    private final WorkingSet rows;
    private final int repeats;
    private final Map<CommandKey.Name, CommandKeys.Taken> taken = new HashMap<>();
    private final List<CommandKeys.Taken> newKeys = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Member<?>> again = new ArrayList<>();
    private boolean changed;

    /** @param repeats how often a member may ask for further rows */
    Deciding(WorkingSet rows, int repeats) {
        this.rows = rows;
        this.repeats = repeats;
    }

    /** Notes a key that was taken before. */
    void know(CommandKeys.Taken key) {
        taken.put(key.key().name(), key);
    }

    <R> void decide(Member<R> member, Instant now) {
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

    /** Whether there is something to commit. */
    boolean hasChanged() {
        return changed;
    }

    /** Those of the members that took effect. */
    List<CommandKeys.Taken> newKeys() {
        return newKeys;
    }

    /** The members that ask to be decided again with further rows. */
    List<Member<?>> again() {
        return again;
    }

    /** Answers all others. */
    void tell(EngineMeters meters) {
        outcomes.forEach(outcome -> {
            meters.decided(outcome.member().command(), outcome.result());
            outcome.tell().run();
        });
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
        if (member.widen(more) > repeats) {
            var busy = new EngineBusy(EngineBusy.Reason.CONTENTION, "the rows that this needs kept changing");
            outcomes.add(new Outcome(member, EngineMeters.FAILED, () -> member.fail(busy)));
        } else {
            again.add(member);
        }
    }
}
