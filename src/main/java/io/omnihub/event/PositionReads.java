package io.omnihub.event;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

/** Whoever catches up waits for others who do, and never keeps the hub itself from what is new. */
@Configuration(proxyBeanMethods = false)
class PositionReads {
    @Bean
    @Primary
    PositionQueries hubPositions(@Qualifier("feedConnections") ConnectionFactory feedConnections, JsonMapper json) {
        return new PositionQueries(feedConnections, json);
    }

    @Bean
    PositionQueries readerPositions(
            @Qualifier("eventConnections") ConnectionFactory eventConnections, JsonMapper json) {
        return new PositionQueries(eventConnections, json);
    }
}
