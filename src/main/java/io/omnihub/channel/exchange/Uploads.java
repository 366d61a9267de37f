package io.omnihub.channel.exchange;

import io.omnihub.engine.BlockingWork;
import io.omnihub.kernel.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Receives files: one that is cut off on its way does nothing at all. */
@Component
class Uploads {
    /** How long the sender may pause. */
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private final BlockingWork work;
    private final ImportLimits limits;

    Uploads(BlockingWork work, ImportLimits limits) {
        this.work = work;
        this.limits = limits;
    }

    /** The whole body, to be closed by the caller. */
    Mono<Upload> receive(ServerRequest request) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        boolean packed = FileFormat.isPacked(headers);
        if (headers.getContentLength() > limits.maxSize().toBytes()) {
            return Mono.error(BadFile.tooLarge(limits.maxSize().toBytes()));
        }
        Flux<DataBuffer> body = request.body(BodyExtractors.toDataBuffers())
                .timeout(
                        PAUSE,
                        Mono.error(() -> Problem.of(
                                        408, "request-timeout", "The body did not arrive", "Send the request again.")
                                .toException()));
        return work.call(() -> Upload.create(packed, limits))
                .flatMap(upload -> body.concatMap(buffer -> work.call(() -> append(upload, buffer)))
                        .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                        .then(Mono.just(upload))
                        .onErrorResume(failure -> close(upload).then(Mono.error(failure))));
    }

    Mono<Void> close(Upload upload) {
        return work.call(() -> {
                    upload.close();
                    return true;
                })
                .then();
    }

    private static boolean append(Upload upload, DataBuffer buffer) throws IOException {
        try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
            while (parts.hasNext()) {
                ByteBuffer part = parts.next();
                upload.append(part);
            }
            return true;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
