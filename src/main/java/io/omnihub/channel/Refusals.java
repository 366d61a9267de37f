package io.omnihub.channel;

import io.omnihub.kernel.Problem;
import io.omnihub.kernel.Problem.FieldError;
import io.omnihub.kernel.ProblemException;
import io.omnihub.kernel.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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

    /**
     * The entries of a list in the body that are at fault for the same reason: 422.
     *
     * @param pointer where one stands, with {@code %d} for its index
     */
    public static <T> ProblemException entries(
            String code, String title, String pointer, String detail, List<T> all, Predicate<? super T> atFault) {
        return fields(
                code,
                title,
                IntStream.range(0, all.size())
                        .filter(i -> atFault.test(all.get(i)))
                        .mapToObj(i -> new FieldError(pointer.formatted(i), code, detail))
                        .toList());
    }

    /** The entries of a list in the body that name an item which is not there: 422. */
    public static <T> ProblemException unknownItems(String pointer, List<T> all, Predicate<? super T> atFault) {
        return entries("unknown-item", "An item is unknown", pointer, "There is no such item.", all, atFault);
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

    /**
     * A step that cannot be done in this state: 409.
     *
     * @param steps that can
     */
    public static ProblemException stepNotAllowed(String detail, Wire state, List<String> steps) {
        return Problem.of(409, "step-not-allowed", "That cannot be done now", detail)
                .with("state", state.wire())
                .with("steps", steps)
                .toException();
    }

    /** The location that a body names: 422. */
    public static ProblemException unknownLocation() {
        return field("unknown-location", "A location is unknown", "/location", "There is no such location.");
    }

    /** The location that a body names: 422. */
    public static ProblemException inactiveLocation() {
        return field("inactive-location", "A location is inactive", "/location", "The location is inactive.");
    }

    /** An {@code Idempotency-Key} of a step. */
    public static ProblemException keyReused() {
        return keyReused("Idempotency-Key", "This key was used before for something else.");
    }

    public static ProblemException keyReused(String field, String detail) {
        return field("idempotency-key-reused", "The key was used for something else", field, detail);
    }
}
