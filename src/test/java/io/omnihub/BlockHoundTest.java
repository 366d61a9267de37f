package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Shows that BlockHound watches every test, so that a silent one means something. */
class BlockHoundTest {
    @Test
    void waitingOnAnEventLoop_isFound() {
        var waiting = Mono.fromCallable(() -> new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS))
                .subscribeOn(Schedulers.parallel());

        StepVerifier.create(waiting).verifyError(BlockingOperationError.class);
    }

    @Test
    void whoWaitsForALock_getsIt_andSoDoesTheNext() throws InterruptedException {
        var lock = new ReentrantLock();
        CompletableFuture<Object> waiting;
        lock.lock();
        try {
            waiting = Mono.fromRunnable(lock::lock)
                    .then(Mono.fromRunnable(lock::unlock))
                    .subscribeOn(Schedulers.parallel())
                    .toFuture();
            await().until(lock::hasQueuedThreads);
        } finally {
            lock.unlock();
        }

        assertThat(waiting).succeedsWithin(Duration.ofMinutes(1));
        assertThat(lock.tryLock(1, TimeUnit.MINUTES)).isTrue();
    }
}
