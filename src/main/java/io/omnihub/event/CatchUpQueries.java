package io.omnihub.event;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The same for readers who catch up, over a few connections of their own: they wait for one another alone. */
@Component
class CatchUpQueries extends PositionQueries {
    CatchUpQueries(@Qualifier("eventConnections") ConnectionFactory eventConnections, JsonMapper json) {
        super(eventConnections, json);
    }
}
