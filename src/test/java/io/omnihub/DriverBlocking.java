package io.omnihub;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * The one blocking call that is not ours to remove: a new session to PostgreSQL reads a few random bytes for its SCRAM
 * nonce. It happens once a connection and takes microseconds.
 */
public final class DriverBlocking implements BlockHoundIntegration {
    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce");
    }
}
