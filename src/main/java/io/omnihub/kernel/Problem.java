package io.omnihub.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal as a caller sees it (RFC 9457). Each code is listed in {@code contracts/problems.md}, with what the caller
 * can do about it.
 *
 * @param code stable, kebab-case, never reused
 * @param detail what was found and what to do, without personal data
 * @param errors the fields at fault
 * @param facts further members of the document, for instance what is available per line
 */
public record Problem(
        int status, String code, String title, String detail, List<FieldError> errors, Map<String, Object> facts) {
    /**
     * One field at fault.
     *
     * @param field a JSON pointer into the body, or the name of a parameter or header
     */
    public record FieldError(String field, String code, String detail) {}

    public Problem {
        errors = List.copyOf(errors);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, List.of(), Map.of());
    }

    public Problem at(String field) {
        return new Problem(status, code, title, detail, List.of(new FieldError(field, code, detail)), facts);
    }

    /** The same of a body in which what it is about stands at that pointer. */
    public Problem within(String pointer) {
        List<FieldError> moved = errors.stream()
                .map(error -> error.field().startsWith("/")
                        ? new FieldError(pointer + error.field(), error.code(), error.detail())
                        : error)
                .toList();
        return new Problem(status, code, title, detail, moved, facts);
    }

    public Problem with(String name, Object fact) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(name, fact);
        return new Problem(status, code, title, detail, errors, more);
    }

    public ProblemException toException() {
        return new ProblemException(this);
    }
}
