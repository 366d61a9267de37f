package io.omnihub.platform;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import io.omnihub.kernel.Problem;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses requests that are not HTTP as all others are refused. The server answers them by itself, without a body, before
 * any filter or route; and a body whose framing breaks it would take for one that is complete.
 */
@Component
class BrokenRequests implements NettyServerCustomizer {
    private static final Problem MALFORMED = Problem.of(
            400,
            "malformed-request",
            "The request cannot be read",
            "Check the first line, the headers and the framing of the body.");

    private final ReadyAnswer malformed;

    BrokenRequests(JsonMapper json) {
        this.malformed = new ReadyAnswer(MALFORMED, json);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "broken-requests", new Handler()));
    }

    /** Of one connection, which ends with the first request that is broken: what follows cannot be told from it. */
    private final class Handler extends ChannelDuplexHandler {
        private int unanswered;
        private boolean isRefused;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                unanswered++;
            } else if (message instanceof HttpContent content
                    && content.decoderResult().isFailure()) {
                ReferenceCountUtil.release(message);
                refuseBody(context);
                return;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (isRefused) {
                ReferenceCountUtil.release(message);
                promise.trySuccess();
            } else if (message instanceof HttpResponse response && isBare(response)) {
                ReferenceCountUtil.release(message);
                isRefused = true;
                var _ = context.write(malformed.answer(true), promise.unvoid())
                        .addListener(ChannelFutureListener.CLOSE);
            } else {
                if (message instanceof HttpResponse response && !ReadyAnswer.isInterim(response)) {
                    unanswered--;
                }
                var _ = context.write(message, promise);
            }
        }

        /** An answer is given only where it cannot be taken for that to another request. */
        private void refuseBody(ChannelHandlerContext context) {
            if (unanswered == 1 && !isRefused) {
                isRefused = true;
                var _ = context.writeAndFlush(malformed.answer(true)).addListener(ChannelFutureListener.CLOSE);
            } else {
                var _ = context.close();
            }
        }

        /** What the hub itself refuses has a media type. */
        private static boolean isBare(HttpResponse response) {
            return response.status().codeClass() == HttpStatusClass.CLIENT_ERROR
                    && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
        }
    }
}
