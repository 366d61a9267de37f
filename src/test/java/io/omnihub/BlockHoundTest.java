package io.omnihub;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
}
