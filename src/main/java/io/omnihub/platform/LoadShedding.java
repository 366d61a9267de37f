package io.omnihub.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.omnihub.engine.Engine;
import io.omnihub.engine.EngineBusy;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses changes while nothing more may wait for the engine: as soon as their headers are there, before their key, their
 * body or a route are looked at. When five times as much comes as can be done, looking at what is then refused would take
 * the time that the rest needs. What is not caught here, the engine refuses the same way.
 */
@Component
class LoadShedding implements NettyServerCustomizer {
    private static final String CHANGES = "/api/v1/";

    /** Bulk work, which waits in a queue of its own; and a question, which needs no place in the queue. */
    private static final Set<String> NO_CHANGES = Set.of("/api/v1/imports", "/api/v1/sourcing/preview");

    /** A body that is not read is thrown away; a longer one costs its caller the connection. */
    private static final long MAX_THROWN_AWAY = 64 * 1024L;

    private final BooleanSupplier hasRoom;
    private final Counter shed;
    private final ReadyAnswer overloaded;

    @Autowired
    LoadShedding(Engine engine, JsonMapper json, MeterRegistry meters) {
        this(engine::hasRoom, json, meters);
    }

    /** @param hasRoom whether a change would be taken now */
    LoadShedding(BooleanSupplier hasRoom, JsonMapper json, MeterRegistry meters) {
        this.hasRoom = hasRoom;
        this.shed = Counter.builder("omnihub.requests.shed")
                .description("Changes refused before they were read, while the engine's queue was full")
                .register(meters);
        this.overloaded = new ReadyAnswer(Problems.busy(EngineBusy.overloaded()), json);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) ->
                channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, "load-shedding", handler()));
    }

    ChannelHandler handler() {
        return new Handler();
    }

    private static boolean isChange(HttpRequest request) {
        return !HttpMethod.GET.equals(request.method())
                && !HttpMethod.HEAD.equals(request.method())
                && request.uri().startsWith(CHANGES)
                && !NO_CHANGES.contains(path(request.uri()));
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Of one connection. What comes while earlier requests wait for their answers goes on, so that answers keep their order. */
    private final class Handler extends ChannelDuplexHandler {
        private int unanswered;
        private boolean isThrownAway;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                isThrownAway = unanswered == 0 && isChange(request) && !hasRoom.getAsBoolean();
                if (isThrownAway) {
                    refuse(context, request);
                } else {
                    unanswered++;
                }
            }
            if (isThrownAway) {
                throwAway(context, message);
            } else {
                context.fireChannelRead(message);
            }
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof LastHttpContent && !ReadyAnswer.isInterim(message)) {
                unanswered--;
            }
            var _ = context.write(message, promise);
        }

        private void refuse(ChannelHandlerContext context, HttpRequest request) {
            shed.increment();
            boolean isLast = !HttpUtil.isKeepAlive(request)
                    || HttpUtil.is100ContinueExpected(request)
                    || HttpUtil.getContentLength(request, Long.MAX_VALUE) > MAX_THROWN_AWAY;
            var sent = context.writeAndFlush(overloaded.answer(isLast));
            if (isLast) {
                sent.addListener(ChannelFutureListener.CLOSE);
            }
        }

        /** The server asks for more by itself only for a request that it has seen. */
        private void throwAway(ChannelHandlerContext context, Object message) {
            boolean isBroken = message instanceof HttpContent content
                    && content.decoderResult().isFailure();
            ReferenceCountUtil.release(message);
            if (isBroken) {
                var _ = context.close();
            }
            isThrownAway = !(message instanceof LastHttpContent);
            context.read();
        }
    }
}
