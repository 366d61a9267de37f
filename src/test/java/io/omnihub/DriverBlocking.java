package io.omnihub;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * The blocking calls that are not ours to remove, all of them short. A new session to PostgreSQL reads a few random bytes
 * for its SCRAM nonce, once a connection. Two event loops that enlarge Netty's pool of buffers in the same moment wait for
 * each other, and so do two that read JSON of a type for the first time, and those that stop the keepalive of a connection by
 * RSocket: BlockHound would break a connection over it.
 */
public final class DriverBlocking implements BlockHoundIntegration {
    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .allowBlockingCallsInside(
                        "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer")
                .allowBlockingCallsInside("io.rsocket.keepalive.KeepAliveSupport", "terminate");
    }
}
