package io.omnihub.channel.exchange;

import io.omnihub.exchange.Fault;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.kernel.ProblemException;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Turns the refusal that a route would give for a row into a fault of the row, with what was found there. */
final class Faults {
    private static final List<String> PERSONAL = List.of("/customer", "/delivery");

    private Faults() {}

    /** Where several fields are at fault, the first of them. */
    static Fault of(ProblemException refusal, JsonNode row) {
        Problem problem = refusal.problem();
        FieldError first = problem.errors().isEmpty()
                ? new FieldError("", problem.code(), problem.detail())
                : problem.errors().getFirst();
        return new Fault(first.field(), first.code(), found(row, first.field()), first.detail());
    }

    /** Nothing of whom an order is for: personal data stands with the order alone. */
    static String found(JsonNode row, String pointer) {
        if (PERSONAL.stream().anyMatch(pointer::startsWith) || (pointer.isEmpty() && row.isObject())) {
            return "";
        }
        JsonNode found = row.at(JsonPointer.compile(pointer));
        return found.isMissingNode() ? "" : found.isString() ? found.stringValue() : found.toString();
    }
}
