package io.omnihub.event;

import java.time.Instant;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * The envelope of an event, as <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 * 1.0</a> in its JSON format has it. The {@code position} is a text, since integers of CloudEvents have 32 bits.
 */
public final class CloudEvent {
    private static final String SOURCE = "/omnihub";

    private CloudEvent() {}

    /** As JSON. What is not the data needs no escapes but the subject, which is a caller's word at times. */
    public static String json(StreamedEvent event) {
        return json(event.position(), event.type(), event.subject(), event.time(), event.data());
    }

    static String json(long position, String type, String subject, Instant time, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"%s\",\"type\":\"%s\",\"subject\":%s,\"time\":\"%s\",\"datacontenttype\":\"application/json\",\"position\":\"%d\",\"data\":%s}"
                .formatted(position, SOURCE, type, quoted(subject), time, position, data);
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
