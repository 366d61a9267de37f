package io.omnihub.platform;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.omnihub.kernel.Problem;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** A refusal that is given on the connection itself, and written once for all who get it. */
final class ReadyAnswer {
    private final HttpResponseStatus status;
    private final ByteBuf body;

    ReadyAnswer(Problem problem, JsonMapper json) {
        this.status = HttpResponseStatus.valueOf(problem.status());
        this.body =
                Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(json.writeValueAsBytes(Problems.document(problem))));
    }

    /** @param isLast whether the connection ends with it */
    HttpResponse answer(boolean isLast) {
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body.duplicate());
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
            answer.headers().set(HttpHeaderNames.RETRY_AFTER, ProblemHandler.RETRY_AFTER_SECONDS);
        }
        if (isLast) {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return answer;
    }

    /** Whether an answer follows. */
    static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
