package io.omnihub.event;

import io.omnihub.engine.Columns;
import io.omnihub.engine.Log;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.NewEvent;
import io.omnihub.engine.Statement;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The outbox of all rooms: appended in the order in which the batch decided. */
@Component
class EventRows implements LogRows<NewEvent> {
    private static final String INSERT = """
        INSERT INTO event (type, subject, time, data)
        SELECT type, subject, $4, data::json FROM unnest($1::text[], $2::text[], string_to_array($3, chr(30))) AS e (type, subject, data)
        """;

    private final JsonMapper json;

    EventRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Log<NewEvent> log() {
        return NewEvent.LOG;
    }

    @Override
    public List<Statement> append(List<NewEvent> events, Instant now) {
        return List.of(Statement.update(
                INSERT,
                Columns.texts(events, NewEvent::type),
                Columns.texts(events, NewEvent::subject),
                Columns.json(events, event -> json.writeValueAsString(event.data())),
                now));
    }
}
