package io.omnihub.customer;

import io.omnihub.kernel.ChannelCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody shows of who they are.
 *
 * @param name as they give it
 * @param source the channel over which they show it
 */
public record Evidence(List<Claim> claims, Optional<String> name, ChannelCode source) {
    /** In one request. */
    public static final int MAX_CLAIMS = 20;

    public static final int MAX_NAME = 200;

    public Evidence {
        claims = List.copyOf(claims);
    }

    /** Those that can tell one person from another, each key once, the most trusted first. */
    List<Claim> usable() {
        Map<IdentityKey, Boolean> authenticated = new TreeMap<>();
        claims.stream()
                .filter(claim -> !BuiltInBlocks.isBlocked(claim.key()))
                .forEach(claim -> authenticated.merge(claim.key(), claim.authenticated(), Boolean::logicalOr));
        return authenticated.entrySet().stream()
                .map(each -> new Claim(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Claim::authenticated).reversed().thenComparing(Claim::key))
                .toList();
    }
}
