package io.omnihub.channel.exchange;

import io.omnihub.channel.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a value of JSON stands in a cell. What does not have the form is read as text, so that the field's own rule refuses
 * it by name.
 */
enum CsvCell {
    TEXT,
    NUMBER,
    FLAG,

    /** {@code a;b}; a semicolon or backslash in an element has a backslash before it. */
    LIST,

    /** JSON as in a body, for lists whose elements have members of their own. */
    NESTED,

    /** {@code monday 09:00-18:00;saturday 20:00-02:00} */
    HOURS,

    /** {@code 2026-12-24 09:00-12:00,22:00-01:30;2028-02-29}: a date without periods is closed. */
    EXCEPTIONS;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,14})\\.[0-9]{1,17}([eE]-?[0-9]{1,2})?");
    private static final Pattern HOURS_FORM = Pattern.compile("(\\S+) ([0-9:]+)-([0-9:]+)");
    private static final Pattern PERIOD_FORM = Pattern.compile("([0-9:]+)-([0-9:]+)");
    private static final Pattern EXCEPTION_FORM = Pattern.compile("([0-9-]+)(?: (\\S+))?");

    /** @param value not empty */
    JsonNode read(String value) {
        return switch (this) {
            case TEXT -> JSON.stringNode(value);
            case NUMBER -> number(value);
            case FLAG ->
                value.equals("true") || value.equals("false")
                        ? JSON.booleanNode(value.equals("true"))
                        : JSON.stringNode(value);
            case LIST -> list(value);
            case NESTED -> nested(value);
            case HOURS -> each(value, CsvCell::hours);
            case EXCEPTIONS -> each(value, CsvCell::exception);
        };
    }

    String write(JsonNode value) {
        return switch (this) {
            case TEXT, FLAG -> value.asString();
            case NUMBER, NESTED -> value.toString();
            case LIST ->
                value.valueStream()
                        .map(element -> element.asString().replace("\\", "\\\\").replace(";", "\\;"))
                        .collect(Collectors.joining(";"));
            case HOURS ->
                value.valueStream()
                        .map(hours -> hours.path("day").asString() + " " + period(hours))
                        .collect(Collectors.joining(";"));
            case EXCEPTIONS -> value.valueStream().map(CsvCell::exception).collect(Collectors.joining(";"));
        };
    }

    private static JsonNode number(String value) {
        if (WHOLE.matcher(value).matches()) {
            return JSON.numberNode(Long.parseLong(value));
        }
        return DECIMAL.matcher(value).matches() ? JSON.numberNode(Double.parseDouble(value)) : JSON.stringNode(value);
    }

    private static ArrayNode list(String value) {
        ArrayNode list = JSON.arrayNode();
        var element = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '\\' && i + 1 < value.length()) {
                element.append(value.charAt(++i));
            } else if (character == ';') {
                list.add(element.toString());
                element.setLength(0);
            } else {
                element.append(character);
            }
        }
        return list.add(element.toString());
    }

    private static JsonNode nested(String value) {
        try {
            JsonNode read = Requests.strict().readTree(value);
            return read.isMissingNode() ? JSON.stringNode(value) : read;
        } catch (JacksonException malformed) {
            return JSON.stringNode(value);
        }
    }

    /** Reads one of several that stand between semicolons, in its form. */
    private interface Element {
        JsonNode read(String text);
    }

    private static JsonNode each(String value, Element element) {
        ArrayNode list = JSON.arrayNode();
        for (String text : value.split(";", -1)) {
            list.add(element.read(text));
        }
        return list;
    }

    private static JsonNode hours(String text) {
        Matcher form = HOURS_FORM.matcher(text);
        return form.matches()
                ? JSON.objectNode()
                        .put("day", form.group(1))
                        .put("opens", form.group(2))
                        .put("closes", form.group(3))
                : JSON.stringNode(text);
    }

    private static JsonNode exception(String text) {
        Matcher form = EXCEPTION_FORM.matcher(text);
        if (!form.matches()) {
            return JSON.stringNode(text);
        }
        ObjectNode exception = JSON.objectNode().put("date", form.group(1));
        ArrayNode periods = exception.putArray("periods");
        if (form.group(2) != null) {
            for (String period : form.group(2).split(",", -1)) {
                periods.add(period(period));
            }
        }
        return exception;
    }

    private static JsonNode period(String text) {
        Matcher form = PERIOD_FORM.matcher(text);
        return form.matches()
                ? JSON.objectNode().put("opens", form.group(1)).put("closes", form.group(2))
                : JSON.stringNode(text);
    }

    private static String exception(JsonNode exception) {
        List<String> periods = new ArrayList<>();
        exception.path("periods").forEach(period -> periods.add(period(period)));
        String date = exception.path("date").asString();
        return periods.isEmpty() ? date : date + " " + String.join(",", periods);
    }

    private static String period(JsonNode period) {
        return period.path("opens").asString() + "-" + period.path("closes").asString();
    }
}
