package io.omnihub.channel.exchange;

import java.io.IOException;
import java.util.Optional;

/** Reads the rows of a file in their order. Reading blocks. */
@FunctionalInterface
interface RowReader {
    /** Empty at the end. */
    Optional<FileRow> next() throws IOException;
}
