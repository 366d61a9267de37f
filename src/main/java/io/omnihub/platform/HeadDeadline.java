package io.omnihub.platform;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.omnihub.kernel.Problem;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Cuts off who sends a request's first line and headers too slowly. The server's own limit is on silence: each byte that
 * drips in begins it anew, so that one caller could keep as many connections as there are, for hours.
 */
@Component
class HeadDeadline implements NettyServerCustomizer {
    private static final Problem LATE =
            Problem.of(408, "request-timeout", "The first line and headers did not arrive", "Send the request again.");

    private final Duration limit;
    private final ReadyAnswer late;

    /** @param limit from the first byte of a request to the end of its headers */
    HeadDeadline(@Value("${omnihub.head-timeout:10s}") Duration limit, JsonMapper json) {
        this.limit = limit;
        this.late = new ReadyAnswer(LATE, json);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) -> {
            var heads = new Heads();
            channel.pipeline().addBefore(NettyPipeline.HttpCodec, "head-bytes", new Bytes(heads));
            channel.pipeline().addAfter(NettyPipeline.HttpCodec, "head-deadline", heads);
        });
    }

    /** What comes in on one connection, before the codec, which passes on nothing until a head is whole. */
    private final class Bytes extends ChannelInboundHandlerAdapter {
        private final Heads heads;

        Bytes(Heads heads) {
            this.heads = heads;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            heads.hasPassed = false;
            context.fireChannelRead(bytes);
            if (!heads.hasPassed && !heads.isInBody && heads.deadline == null) {
                var behindCodec = context.pipeline().context(heads);
                heads.deadline = context.executor()
                        .schedule(() -> heads.end(behindCodec), limit.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** The requests of one connection, behind the codec. */
    private final class Heads extends ChannelDuplexHandler {
        private int unanswered;
        private boolean isInBody;
        private boolean hasPassed;
        private @Nullable Future<?> deadline;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            hasPassed = true;
            if (message instanceof HttpRequest) {
                stop();
                unanswered++;
                isInBody = true;
            }
            if (message instanceof LastHttpContent) {
                isInBody = false;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response && !ReadyAnswer.isInterim(response)) {
                unanswered--;
            }
            var _ = context.write(message, promise);
            if (message instanceof HttpResponse response
                    && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                context.pipeline().remove("head-bytes");
            }
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            stop();
        }

        /** An answer is given only where it cannot be taken for that to another request. */
        private void end(ChannelHandlerContext context) {
            if (unanswered == 0) {
                var _ = context.writeAndFlush(late.answer(true)).addListener(ChannelFutureListener.CLOSE);
            } else {
                var _ = context.close();
            }
        }

        private void stop() {
            if (deadline != null) {
                deadline.cancel(false);
                deadline = null;
            }
        }
    }
}
