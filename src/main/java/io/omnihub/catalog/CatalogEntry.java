package io.omnihub.catalog;

import java.util.Map;

/** What {@link PutEntry} needs to know of items, locations and channels. */
public sealed interface CatalogEntry<E extends CatalogEntry<E>> permits Item, Location, Channel {
    long version();

    E withVersion(long newVersion);

    /** What the audit log keeps of it. */
    Map<String, Object> facts();

    /** The same content with what a put leaves as it was: that has commands of its own. */
    E inPlaceOf(E before);
}
