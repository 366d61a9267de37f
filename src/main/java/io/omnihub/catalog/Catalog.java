package io.omnihub.catalog;

import io.omnihub.engine.Table;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import java.util.Map;
import java.util.Optional;

/** All locations and channels as of one version: small, so each replica keeps a copy in memory. */
public record Catalog(long version, Map<LocationCode, Location> locations, Map<ChannelCode, Channel> channels) {
    /** The copy that a decision looks at; its batch has checked that it is not older than the database. */
    public static final Table<Key, Catalog> TABLE = new Table<>("catalog", 10);

    /** There is one. */
    public enum Key {
        CURRENT
    }

    public Catalog {
        locations = Map.copyOf(locations);
        channels = Map.copyOf(channels);
    }

    public Optional<Location> location(LocationCode code) {
        return Optional.ofNullable(locations.get(code));
    }

    public Optional<Channel> channel(ChannelCode code) {
        return Optional.ofNullable(channels.get(code));
    }
}
