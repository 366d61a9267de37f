package io.omnihub.access;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where requests come from: who opened the connection. Where that is a trusted proxy, it is whom the proxy names last in
 * {@code X-Forwarded-For}, and so on; what stands before that anybody may have written. Of an IPv6 address the first 64
 * bits count, since whoever has one has all that begin so.
 */
@Component
class Addresses {
    static final String FORWARDED_FOR = "X-Forwarded-For";

    private static final Pattern WITH_PORT = Pattern.compile("\\[?(?<address>[^\\]]*?)\\]?(:[0-9]{1,5})?");
    private static final int NETWORK_BYTES = 8;

    private final List<IpSubnetFilterRule> proxies;

    Addresses(LimitSettings settings) {
        this.proxies = settings.trustedProxies().stream()
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
                .toList();
    }

    /** @param forwardedFor the values of {@code X-Forwarded-For}, as they were sent */
    String of(@Nullable InetSocketAddress peer, List<String> forwardedFor) {
        if (peer == null || peer.getAddress() == null) {
            return "unknown";
        }
        InetAddress address = peer.getAddress();
        if (proxies.isEmpty()) {
            return name(address);
        }
        List<String> named = forwardedFor.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .toList();
        for (String before : named.reversed()) {
            Optional<InetAddress> sender = isProxy(address) ? parse(before.strip()) : Optional.empty();
            if (sender.isEmpty()) {
                break;
            }
            address = sender.get();
        }
        return name(address);
    }

    private boolean isProxy(InetAddress address) {
        var socket = new InetSocketAddress(address, 0);
        return proxies.stream().anyMatch(network -> network.matches(socket));
    }

    /** Empty for what is no address; names are not looked up. */
    private static Optional<InetAddress> parse(String text) {
        boolean isBareIpv6 = !text.startsWith("[") && text.indexOf(':') != text.lastIndexOf(':');
        Matcher parts = WITH_PORT.matcher(text);
        if (!isBareIpv6 && !parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(isBareIpv6 ? text : parts.group("address")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String name(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 16);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
