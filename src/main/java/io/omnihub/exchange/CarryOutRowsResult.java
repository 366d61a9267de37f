package io.omnihub.exchange;

import java.util.List;

/** What became of a chunk of rows; either way the import is shown as it is now. */
public sealed interface CarryOutRowsResult {
    Import now();

    /** The import has come further. */
    record Advanced(Import now, List<ImportRejection> rejections) implements CarryOutRowsResult {
        public Advanced {
            rejections = List.copyOf(rejections);
        }
    }

    /** Nothing was done: the import stands at another line, because somebody else carries it out too. */
    record Elsewhere(Import now) implements CarryOutRowsResult {}
}
