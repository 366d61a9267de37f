package io.omnihub.channel;

import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.kernel.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The refusals that more than one edge gives. */
public final class Refusals {
    /** How many fields at fault a refusal lists. */
    private static final int MAX_ERRORS = 100;

    private Refusals() {}

    /** A value of the body that cannot be taken: 422. */
    public static ProblemException field(String code, String title, String pointer, String detail) {
        return Problem.of(422, code, title, detail).at(pointer).toException();
    }

    /** Several fields that are at fault for the same reason: 422. */
    public static ProblemException fields(String code, String title, List<FieldError> errors) {
        return of(422, code, title, errors);
    }

    /** Several fields that ask for what others have: 409. */
    public static ProblemException conflict(String code, String title, List<FieldError> errors) {
        return of(409, code, title, errors);
    }

    private static ProblemException of(int status, String code, String title, List<FieldError> errors) {
        List<FieldError> listed = errors.size() > MAX_ERRORS ? errors.subList(0, MAX_ERRORS) : errors;
        String detail = errors.size() == 1
                ? errors.getFirst().detail()
                : errors.size() + " fields are at fault, the first of them: "
                        + errors.getFirst().detail();
        return new Problem(status, code, title, detail, listed, Map.of()).toException();
    }

    /** A query parameter, path segment or header that cannot be taken: 400. */
    public static ProblemException parameter(String name, String detail) {
        return Problem.of(400, "invalid-parameter", "A parameter is not valid", detail)
                .at(name)
                .toException();
    }

    /** An edit of a version that is not in place: 412. */
    public static ProblemException versionMismatch(Optional<Long> current) {
        return Problem.of(
                        412,
                        "version-mismatch",
                        "The version is another",
                        current.map(now -> "It is at version " + now + " now. Read it again before you edit it.")
                                .orElse("There is nothing here yet. Leave If-Match out to create it."))
                .toException();
    }

    public static ProblemException notFound(String detail) {
        return Problem.of(404, "not-found", "Not found", detail).toException();
    }

    public static ProblemException keyReused(String field, String detail) {
        return field("idempotency-key-reused", "The key was used for something else", field, detail);
    }
}
