package io.omnihub;

import java.util.concurrent.locks.ReentrantLock;
import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * The blocking calls that are not ours to remove, all of them short. A new session to PostgreSQL reads a few random bytes
 * for its SCRAM nonce, once a connection. Two event loops that enlarge Netty's pool of buffers in the same moment wait for
 * each other. A lock that is free again in a moment guards the timers of a scheduler, Jackson's types and Lettuce's
 * connections; whoever waits for one must not be broken off, since a lock keeps in its queue whom an error took out of it,
 * and nobody behind him ever gets it. Waiting for a result, a latch or a pause is still found.
 */
public final class DriverBlocking implements BlockHoundIntegration {
    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .allowBlockingCallsInside(ReentrantLock.class.getName(), "lock");
    }
}
