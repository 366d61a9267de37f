package io.omnihub.platform;

import io.omnihub.kernel.Problem;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses paths and queries that would be taken for others: routing leaves out what follows a semicolon in a path, and
 * reads every byte that is no UTF-8 as one and the same character.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnclearTargets implements WebFilter {
    private static final Problem MALFORMED = Problem.of(
            400,
            "malformed-request",
            "The request cannot be read",
            "Write the path and the query in percent-encoded UTF-8, a semicolon in the path as %3B.");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        URI target = exchange.getRequest().getURI();
        String path = target.getRawPath();
        String query = target.getRawQuery();
        return path.indexOf(';') < 0 && isUtf8(path) && (query == null || isUtf8(query))
                ? chain.filter(exchange)
                : Mono.error(MALFORMED.toException());
    }

    /** What is not percent-encoded is ASCII already. */
    private static boolean isUtf8(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return true;
        }
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char read = encoded.charAt(at);
            if (read != '%') {
                bytes.write(read);
                continue;
            }
            int octet = at + 2 < encoded.length() ? octet(encoded, at + 1) : -1;
            if (octet < 0) {
                return false;
            }
            bytes.write(octet);
            at += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    /** Of two hexadecimal digits, or negative. */
    private static int octet(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : 16 * high + low;
    }
}
