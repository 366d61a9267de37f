package io.omnihub.channel.exchange;

import io.omnihub.channel.Requests;
import io.omnihub.exchange.ExchangeKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code /api/v1/exports}: all there is of a kind, as a file that can be imported again. */
@Configuration(proxyBeanMethods = false)
class ExchangeExports {
    private static final String GZIP = "gzip";

    /** Rows of one piece of the file. */
    private static final int PIECE = 100;

    private final ExportRows rows;

    ExchangeExports(ExportRows rows) {
        this.rows = rows;
    }

    @Bean
    RouterFunction<ServerResponse> exportRoutes() {
        return RouterFunctions.route().GET("/api/v1/exports", this::export).build();
    }

    private Mono<ServerResponse> export(ServerRequest request) {
        Requests.onlyParameters(request, "kind");
        ExchangeKind kind = ImportOptions.kind(request);
        FileRights.requireExport(request, kind);
        HttpHeaders headers = request.headers().asHttpHeaders();
        FileFormat format = FileFormat.accepted(headers);
        boolean packed = headers.getOrEmpty(HttpHeaders.ACCEPT_ENCODING).stream()
                .anyMatch(accepted -> accepted.matches("(.*,)?\\s*gzip\\s*(,.*)?"));
        var file = new ExportFile(kind, format, packed);
        DataBufferFactory buffers = request.exchange().getResponse().bufferFactory();
        Flux<DataBuffer> pieces = Flux.concat(
                        Mono.fromSupplier(file::begin),
                        rows.of(kind).buffer(PIECE).map(file::rows),
                        Mono.fromSupplier(file::end))
                .filter(piece -> piece.length > 0)
                .map(buffers::wrap);
        var answer = ServerResponse.ok().contentType(format.mediaType());
        if (packed) {
            answer.header(HttpHeaders.CONTENT_ENCODING, GZIP);
        }
        return answer.body(BodyInserters.fromDataBuffers(pieces));
    }
}
