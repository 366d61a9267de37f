package io.omnihub.kernel;

import java.util.Set;

/**
 * Which versions of something an edit may replace.
 *
 * @param isAny whether every version will do; what does not exist has none
 * @param listed the versions that will do otherwise
 */
public record Versions(boolean isAny, Set<Long> listed) {
    public static final Versions ANY = new Versions(true, Set.of());

    public Versions {
        listed = Set.copyOf(listed);
    }

    public boolean contain(long version) {
        return isAny || listed.contains(version);
    }
}
