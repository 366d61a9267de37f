package io.omnihub.platform;

import io.netty.channel.ChannelOption;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/**
 * Bounds what the system keeps for a caller who reads slowly. Left to itself it grows to megabytes for each, and the hub would
 * write a thousand slow readers of events as fast as a thousand quick ones until all of that is full.
 */
@Component
class SendBuffers implements NettyServerCustomizer {
    /** The system allows twice as much for its own needs. */
    private static final int BYTES = 64 * 1024;

    @Override
    public HttpServer apply(HttpServer server) {
        return server.childOption(ChannelOption.SO_SNDBUF, BYTES);
    }
}
