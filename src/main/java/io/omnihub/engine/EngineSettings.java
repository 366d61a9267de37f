package io.omnihub.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The engine's limits.
 *
 * @param lanes how many batches run at a time, each on its own connection
 * @param queueLimit commands that may wait in each queue; past it a caller is refused with {@link EngineBusy}. Eight full
 *     batches: what waits longer than that costs the collector more than it brings
 * @param queueWeight rows that the commands of each queue ask for together, which bounds the memory they take
 * @param batchCommands commands in one batch at most
 * @param batchWeight rows that one batch asks for at most; a heavier command runs alone
 * @param repeats how often a command may ask for further rows
 * @param retries how often a batch is tried again after a lost connection or a deadlock
 * @param patience how long a command may wait to be carried out before its caller is told that it was not
 * @param batchTimeout after which a batch's connection counts as lost
 */
@ConfigurationProperties("omnihub.engine")
public record EngineSettings(
        @DefaultValue("2") int lanes,
        @DefaultValue("1024") int queueLimit,
        @DefaultValue("500000") int queueWeight,
        @DefaultValue("128") int batchCommands,
        @DefaultValue("4096") int batchWeight,
        @DefaultValue("3") int repeats,
        @DefaultValue("5") int retries,
        @DefaultValue("15s") Duration patience,
        @DefaultValue("10s") Duration batchTimeout) {
    public EngineSettings {
        if (lanes < 1
                || queueLimit < 1
                || queueWeight < 1
                || batchCommands < 1
                || batchWeight < 1
                || repeats < 1
                || retries < 0) {
            throw new IllegalArgumentException("every limit of omnihub.engine is at least 1, retries at least 0");
        }
    }
}
