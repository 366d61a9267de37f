package io.omnihub.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends page after page of its journal on one {@code pos.journal}, each when the hub asks for it. */
final class TillJournal implements AutoCloseable {
    private static final String APPLIED = "\"outcome\":\"applied\"";

    private final Till till;
    private final SplittableRandom random = new SplittableRandom();
    private long sequence = 1;

    TillJournal(Till till) {
        this.till = till;
    }

    /** How long each page took from being sent to being acknowledged, in ns; all of them were applied. */
    Mono<long[]> tell(Duration duration) {
        return Mono.defer(() -> {
            long endsAt = System.nanoTime() + duration.toNanos();
            Deque<Long> sent = new ArrayDeque<>();
            var pages = Flux.<String>generate(sink -> {
                if (System.nanoTime() >= endsAt) {
                    sink.complete();
                    return;
                }
                String page = JournalPage.next(sequence, random).json();
                sequence += JournalPage.LENGTH;
                synchronized (sent) {
                    sent.add(System.nanoTime());
                }
                sink.next(page);
            });
            return till.channel("pos.journal", pages)
                    .map(answer -> {
                        requireApplied(answer);
                        synchronized (sent) {
                            return System.nanoTime() - sent.remove();
                        }
                    })
                    .collectList()
                    .map(all -> all.stream().mapToLong(Long::longValue).toArray());
        });
    }

    @Override
    public void close() {
        till.close();
    }

    private static void requireApplied(String answer) {
        int applied = 0;
        for (int at = answer.indexOf(APPLIED); at >= 0; at = answer.indexOf(APPLIED, at + 1)) {
            applied++;
        }
        if (applied != JournalPage.LENGTH) {
            throw new IllegalStateException("not all was applied: " + answer);
        }
    }
}
