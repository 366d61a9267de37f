package io.omnihub.channel.exchange;

import io.omnihub.exchange.Import;
import io.omnihub.exchange.ImportRejection;
import io.omnihub.exchange.ImportState;
import java.util.List;

/**
 * How far an import has come.
 *
 * @param rejections of the rows since the progress before
 */
record ImportProgress(Import now, List<ImportRejection> rejections) {
    ImportProgress {
        rejections = List.copyOf(rejections);
    }

    boolean isLast() {
        return now.state() == ImportState.COMPLETED;
    }
}
