package io.omnihub.platform;

import io.omnihub.engine.EngineBusy;
import io.omnihub.engine.EngineUnavailable;
import io.omnihub.kernel.Problem;
import io.omnihub.kernel.ProblemException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.web.server.ResponseStatusException;

/** What callers are told of a refusal or an error, by whichever protocol. */
public final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String TYPE = "https://omnihub.example/problems/";

    private Problems() {}

    /** @param request its id, by which the audit log names it too */
    public static Problem of(Throwable error, String request) {
        return switch (error) {
            case ProblemException refusal -> refusal.problem();
            case EngineBusy busy -> busy(busy);
            case EngineUnavailable unavailable -> unavailable(unavailable, request);
            case R2dbcTransientException unavailable -> unavailable(unavailable, request);
            case R2dbcNonTransientResourceException unavailable -> unavailable(unavailable, request);
            case TransientDataAccessException unavailable -> unavailable(unavailable, request);
            case NonTransientDataAccessResourceException unavailable -> unavailable(unavailable, request);
            case TimeoutException timeout -> timeout(timeout, request);
            case ResponseStatusException refused -> refused(refused, request);
            default -> defect(error, request);
        };
    }

    static Problem busy(EngineBusy busy) {
        return switch (busy.reason()) {
            case OVERLOADED ->
                Problem.of(503, "overloaded", "Too busy", "Too much is waiting already. Repeat after Retry-After.");
            case CONTENTION ->
                Problem.of(
                        503,
                        "contention",
                        "Too contended",
                        "What this needs kept changing under it. Repeat after Retry-After.");
        };
    }

    private static Problem unavailable(Throwable error, String request) {
        log.warn("the database is not available to request {}: {}", request, error.toString());
        return Problem.of(
                503,
                "unavailable",
                "Not available",
                "The database does not answer. Repeat after Retry-After, unchanged.");
    }

    private static Problem timeout(Throwable error, String request) {
        log.warn("request {} was not answered in time: {}", request, error.toString());
        return Problem.of(
                503, "timeout", "Not in time", "The hub did not finish. Repeat after Retry-After, unchanged.");
    }

    /** What the framework refuses before a route sees the request. */
    private static Problem refused(ResponseStatusException refused, String request) {
        return switch (refused.getStatusCode().value()) {
            case 404 -> Problem.of(404, "not-found", "Not found", "There is no such route. Check the path.");
            case 405 -> Problem.of(405, "method-not-allowed", "Method not allowed", "Use another method.");
            case 406 ->
                Problem.of(406, "not-acceptable", "Not acceptable", "Accept application/json, or leave it out.");
            case 413 -> Problem.of(413, "body-too-large", "The body is too large", "Bodies up to 2 MiB are read.");
            case 415 ->
                Problem.of(
                        415,
                        "unsupported-media-type",
                        "The media type is not supported",
                        "Send Content-Type: application/json in UTF-8.");
            case 400 ->
                Problem.of(400, "malformed-request", "The request cannot be read", "Check its path and headers.");
            default -> defect(refused, request);
        };
    }

    private static Problem defect(Throwable error, String request) {
        log.error("request {} failed on a defect", request, error);
        return Problem.of(
                500, "internal-error", "Internal error", "This is a defect of the hub. Repeat once, then report it.");
    }

    /** The document of RFC 9457, its members in their order. */
    public static Map<String, Object> document(Problem problem) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", TYPE + problem.code());
        document.put("title", problem.title());
        document.put("status", problem.status());
        document.put("code", problem.code());
        document.put("detail", problem.detail());
        if (!problem.errors().isEmpty()) {
            document.put("errors", problem.errors());
        }
        document.putAll(problem.facts());
        return document;
    }
}
