package io.omnihub.shell;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a hub listens.
 *
 * @param key of a caller who may import and export
 */
record HubAddress(URI url, String key) {
    static final int OK = 200;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /** The answer comes line by line, while the file is carried out. */
    HttpResponse<Stream<String>> send(SourceFile file, Arguments arguments) throws IOException, InterruptedException {
        String query = Stream.of("kind", "dialect", "channel")
                .flatMap(name -> arguments.option(name).stream().map(value -> name + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request("/api/v1/imports?" + query)
                .header("Accept", "text/event-stream")
                .header("Content-Type", file.mediaType())
                .POST(file.content());
        if (file.packed()) {
            request.header("Content-Encoding", "gzip");
        }
        arguments.option("key").ifPresent(key -> request.header("Idempotency-Key", key));
        return HTTP.send(request.build(), BodyHandlers.ofLines());
    }

    HttpResponse<InputStream> fetch(String kind, String mediaType) throws IOException, InterruptedException {
        return HTTP.send(
                request("/api/v1/exports?kind=" + encoded(kind))
                        .header("Accept", mediaType)
                        .build(),
                BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + key);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
