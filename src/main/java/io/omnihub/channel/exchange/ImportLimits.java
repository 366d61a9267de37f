package io.omnihub.channel.exchange;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an import may take.
 *
 * @param directory where a file lies while it is imported
 * @param maxSize of a file, as it is sent and as it is unpacked
 * @param maxRatio how many times what was sent a file may grow when it is unpacked
 */
@ConfigurationProperties("omnihub.import")
record ImportLimits(
        Path directory,
        @DefaultValue("2GB") DataSize maxSize,
        @DefaultValue("200") int maxRatio) {
    /** Of one line, in bytes. */
    static final int MAX_LINE = 1024 * 1024;

    ImportLimits {
        if (maxSize.toBytes() < 1 || maxRatio < 1) {
            throw new IllegalArgumentException("every limit of omnihub.import is at least 1");
        }
    }
}
