package io.omnihub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LoadSheddingTest {
    private static final String CHANGE = "POST /api/v1/orders HTTP/1.1\r\nHost: hub\r\nContent-Length: 5\r\n\r\n{...}";
    private static final String QUESTION = "GET /api/v1/orders HTTP/1.1\r\nHost: hub\r\n\r\n";

    private final List<String> letIn = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private boolean hasRoom;
    private final EmbeddedChannel connection = new EmbeddedChannel(
            new HttpServerCodec(),
            new LoadShedding(() -> hasRoom, JsonMapper.builder().build(), meters).handler(),
            new Behind());

    /** Takes note of what is let in, and answers nothing by itself. */
    private final class Behind extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                letIn.add(request.method() + " " + request.uri());
            }
            ReferenceCountUtil.release(message);
        }
    }

    @AfterEach
    void close() {
        connection.finishAndReleaseAll();
    }

    @Test
    void changeWithoutRoom_isRefusedUnread_andTheConnectionGoesOn() {
        send(CHANGE);
        assertThat(answers())
                .startsWith("HTTP/1.1 503 Service Unavailable")
                .contains("retry-after: 1", "\"code\":\"overloaded\"")
                .doesNotContain("connection: close");
        send(QUESTION);
        hasRoom = true;
        answerOk();
        send(CHANGE);

        assertThat(letIn).containsExactly("GET /api/v1/orders", "POST /api/v1/orders");
        assertThat(connection.isOpen()).isTrue();
        assertThat(meters.get("omnihub.requests.shed").counter().count()).isEqualTo(1);
    }

    @Test
    void refusedBodyThatComesInPieces_isThrownAway() {
        send("POST /api/v1/orders HTTP/1.1\r\nHost: hub\r\nContent-Length: 10\r\n\r\nGET ");
        send("/ HTTP");
        send(QUESTION);

        assertThat(letIn).containsExactly("GET /api/v1/orders");
    }

    @Test
    void changeBehindAnUnansweredRequest_waitsForItsTurn() {
        send(QUESTION + CHANGE);

        assertThat(answers()).isEmpty();
        assertThat(letIn).containsExactly("GET /api/v1/orders", "POST /api/v1/orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Expect: 100-continue\r\nContent-Length: 5",
                "Transfer-Encoding: chunked",
                "Content-Length: 65537",
                "Connection: close\r\nContent-Length: 0"
            })
    void refusedChangeWhoseBodyIsNotWorthWaitingFor_endsTheConnection(String headers) {
        send("POST /api/v1/orders HTTP/1.1\r\nHost: hub\r\n" + headers + "\r\n\r\n");

        assertThat(answers()).startsWith("HTTP/1.1 503").contains("connection: close");
        assertThat(connection.isOpen()).isFalse();
        assertThat(letIn).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/orders",
                "HEAD /api/v1/orders",
                "POST /api/v1/imports?kind=items",
                "POST /api/v1/sourcing/preview",
                "POST /actuator/loggers"
            })
    void whatChangesNothing_isLetIn(String line) {
        send(line + " HTTP/1.1\r\nHost: hub\r\nContent-Length: 0\r\n\r\n");

        assertThat(letIn).containsExactly(line);
    }

    private void send(String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private void answerOk() {
        connection.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        answers();
    }

    private String answers() {
        var all = new StringBuilder();
        for (ByteBuf part = connection.readOutbound(); part != null; part = connection.readOutbound()) {
            all.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return all.toString();
    }
}
