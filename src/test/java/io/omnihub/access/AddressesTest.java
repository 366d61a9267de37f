package io.omnihub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    @Test
    void whatACallerWritesOfItself_isNotBelieved() {
        assertThat(of(List.of(), "203.0.113.9", "1.1.1.1")).isEqualTo("203.0.113.9");
        assertThat(of(List.of("10.0.0.0/8"), "203.0.113.9", "1.1.1.1")).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.7              | 198.51.100.7",
                "1.1.1.1, 198.51.100.7     | 198.51.100.7",
                "198.51.100.7, 10.2.3.4    | 198.51.100.7",
                "10.2.3.4                  | 10.2.3.4",
                "198.51.100.7:4711         | 198.51.100.7",
                "'[2001:db8:1:2::3]:4711'  | 2001:db8:1:2:0:0:0:0/64",
                "2001:db8:1:2:9:9:9:9      | 2001:db8:1:2:0:0:0:0/64",
                "1.1.1.1, somebody         | 10.0.0.1",
                "1.1.1.1, somebody, 10.9.9.9 | 10.9.9.9",
                "''                        | 10.0.0.1",
            })
    void ofATrustedProxy_itIsWhomItNamesLast(String forwardedFor, String expected) {
        assertThat(of(List.of("10.0.0.0/8"), "10.0.0.1", forwardedFor)).isEqualTo(expected);
    }

    @Test
    void severalHeaders_areReadAsOne() {
        var addresses = addresses(List.of("10.0.0.0/8"));
        assertThat(addresses.of(peer("10.0.0.1"), List.of("1.1.1.1", "198.51.100.7, 10.1.1.1")))
                .isEqualTo("198.51.100.7");
    }

    private static String of(List<String> proxies, String peer, String forwardedFor) {
        return addresses(proxies).of(peer(peer), List.of(forwardedFor));
    }

    private static Addresses addresses(List<String> proxies) {
        return new Addresses(new LimitSettings("none", "none", "none", "none", "none", "none", proxies));
    }

    private static InetSocketAddress peer(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 4711);
    }
}
