package io.omnihub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.omnihub.contract.Contract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A request byte by byte, for what no HTTP client would send. The administrator sends it, on a connection of its own.
 *
 * @param line the first line; the method and path in it tell what the contract says of the answer
 */
record RawRequest(String line, List<String> headers, String body) {
    /** The hub waits for the rest of a body for a while. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final long DRIP_NS = TimeUnit.SECONDS.toNanos(1);

    static RawRequest of(String line, String... headers) {
        return new RawRequest(line, List.of(headers), "");
    }

    RawRequest withBody(String content) {
        return new RawRequest(line, headers, content);
    }

    /** Sends it and reads the answer to its end. */
    Reply send() {
        return exchange(false).orElseThrow(() -> new AssertionError("no answer to " + line));
    }

    /** Sends it and goes away: mostly there is nobody any more to answer. */
    void sendAndHangUp() {
        var _ = exchange(true);
    }

    /** Sends so many bytes of its head at once and then one a second, until the hub has heard enough. */
    Reply drip(int atOnce) {
        byte[] bytes = text().getBytes(ISO_8859_1);
        try (var socket = connect()) {
            var output = socket.getOutputStream();
            output.write(bytes, 0, atOnce);
            for (int next = atOnce; socket.getInputStream().available() == 0; next++) {
                output.write(bytes[next]);
                LockSupport.parkNanos(DRIP_NS);
            }
            return checked(read(socket.getInputStream()));
        } catch (IOException failure) {
            throw new UncheckedIOException(line, failure);
        }
    }

    private Optional<Reply> exchange(boolean hangsUp) {
        try (var socket = connect()) {
            socket.getOutputStream().write(text().getBytes(ISO_8859_1));
            if (hangsUp) {
                socket.shutdownOutput();
            }
            String answer = read(socket.getInputStream());
            return answer.isEmpty() ? Optional.empty() : Optional.of(checked(answer));
        } catch (IOException failure) {
            throw new UncheckedIOException(line, failure);
        }
    }

    private static Socket connect() throws IOException {
        URI hub = Hub.address();
        var socket = new Socket(hub.getHost(), hub.getPort());
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        return socket;
    }

    private String text() {
        return line + "\r\nHost: hub\r\nConnection: close\r\nAuthorization: Bearer " + Hub.ADMINISTRATOR_KEY + "\r\n"
                + String.join(
                        "", headers.stream().map(header -> header + "\r\n").toList()) + "\r\n" + body;
    }

    /** An answer that is there counts, also where the connection is then reset over what the hub did not read. */
    private static String read(InputStream input) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            input.transferTo(bytes);
        } catch (IOException reset) {
            if (bytes.size() == 0) {
                throw reset;
            }
        }
        return bytes.toString(ISO_8859_1);
    }

    private Reply checked(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        String[] head = answer.substring(0, end).split("\r\n", -1);
        byte[] content = answer.substring(end + 4).getBytes(ISO_8859_1);
        Map<String, List<String>> fields = new TreeMap<>();
        Arrays.stream(head)
                .skip(1)
                .map(field -> field.split(": ", 2))
                .forEach(field -> fields.put(field[0], List.of(field[1])));
        int status = Integer.parseInt(head[0].split(" ", 3)[1]);
        String[] request = line.split(" ", 3);
        Contract.check(request[0], request.length > 1 ? request[1] : "", status, fields, content);
        return new Reply(status, fields, new String(content, UTF_8));
    }
}
