package io.omnihub.contract;

import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the contract says of one status of one operation.
 *
 * @param content what the body may be
 * @param headers those that the answer has
 * @param foreign headers that the contract knows, but not on this answer
 */
record Answer(Content content, Map<String, Header> headers, Set<String> foreign) {
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String PROBLEM_TYPE = "https://omnihub.example/problems/";

    record Header(boolean required, Schema schema, boolean isInteger) {}

    List<String> faults(int status, Map<String, List<String>> actual, byte[] body) {
        List<String> faults = new ArrayList<>(headerFaults(actual));
        String mediaType = String.join(",", actual.getOrDefault("Content-Type", List.of()));
        faults.addAll(content.faults(mediaType, body));
        if (faults.isEmpty() && Content.bare(mediaType).equals(PROBLEM_JSON)) {
            faults.addAll(problemFaults(status, Content.readJson(body)));
        }
        return faults;
    }

    List<String> headerFaults(Map<String, List<String>> actual) {
        List<String> faults = new ArrayList<>();
        headers.forEach((name, header) -> {
            List<String> values = actual.getOrDefault(name, List.of());
            if (values.isEmpty() && header.required()) {
                faults.add("header " + name + " is missing");
            }
            if (values.size() > 1) {
                faults.add("header " + name + " is given " + values.size() + " times");
            }
            values.forEach(value -> header.schema()
                    .validate(node(header, value))
                    .forEach(error -> faults.add("header " + name + ": " + error.getMessage())));
        });
        foreign.stream()
                .filter(actual::containsKey)
                .forEach(name -> faults.add("header " + name + " is not listed for this answer"));
        return faults;
    }

    private static JsonNode node(Header header, String value) {
        return header.isInteger() && value.matches("-?[0-9]{1,18}")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(value))
                : JsonNodeFactory.instance.stringNode(value);
    }

    /** What no schema can say: that a problem agrees with itself and with the status line. */
    private static List<String> problemFaults(int status, JsonNode problem) {
        List<String> faults = new ArrayList<>();
        if (problem.path("status").asInt() != status) {
            faults.add("/status is not the response's status");
        }
        if (!problem.path("type")
                .asString()
                .equals(PROBLEM_TYPE + problem.path("code").asString())) {
            faults.add("/type does not end with the code");
        }
        return faults;
    }
}
