package io.omnihub.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds requests and responses against {@code contracts/openapi.yaml}. The file is read and its schemas are compiled
 * once; every method may be called from any thread.
 */
public final class Contract {
    /** So much of a body is shown when it is wrong. */
    private static final int SHOWN_CHARACTERS = 2_000;

    private static final OpenApi OPEN_API = OpenApi.read(Path.of("contracts", "openapi.yaml"));

    private Contract() {}

    /** Every operation, in the order of the file; what the hub's routes are compared with. */
    public static List<Operation> operations() {
        return OPEN_API.routes().stream()
                .flatMap(route -> route.methods().values().stream())
                .map(OpenApi.Method::operation)
                .toList();
    }

    /** As {@link #check(String, String, int, Map, byte[])}. */
    public static void check(HttpResponse<byte[]> response) {
        check(
                response.request().method(),
                response.uri().getRawPath(),
                response.statusCode(),
                response.headers().map(),
                response.body());
    }

    /**
     * Holds a response against the contract: its status, headers, media type and body. A path or method that the
     * contract does not list must be refused as the contract says.
     *
     * @param path as it was sent, still encoded; a query is ignored
     * @param headers by name, in any case
     * @param body empty where there is none
     * @throws AssertionError that lists everything that is not as the contract says
     */
    public static void check(String method, String path, int status, Map<String, List<String>> headers, byte[] body) {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> anyCase.put(name, List.copyOf(values)));
        report(method + " " + path + " → " + status, faults(method, path, status, anyCase, body), body);
    }

    /** Holds a request's body against the contract, for tests and clients that mean to send what is allowed. */
    public static void checkRequest(String method, String path, byte[] body) {
        List<String> faults = OPEN_API.route(path)
                .flatMap(route -> route.method(method))
                .map(found -> found.request().faults("application/json", body))
                .orElse(List.of("there is no such operation"));
        report(method + " " + path, faults, body);
    }

    private static List<String> faults(
            String method, String path, int status, Map<String, List<String>> headers, byte[] body) {
        Optional<OpenApi.Route> route = OPEN_API.route(path);
        if (route.isEmpty()) {
            return unlisted(404, status, headers, body);
        }
        Optional<OpenApi.Method> listed = route.get().method(method);
        if (listed.isPresent()) {
            return listed(listed.get(), status, headers, body);
        }
        Optional<OpenApi.Method> get = route.get().method("GET");
        if (method.equals("HEAD") && get.isPresent() && status != 405) {
            return head(get.get(), status, headers, body);
        }
        List<String> faults = new ArrayList<>();
        if (status == 405) {
            faults.addAll(allowFaults(route.get().methods().keySet(), headers));
        }
        if (!method.equals("HEAD") || body.length > 0) {
            faults.addAll(unlisted(405, status, headers, body));
        }
        return faults;
    }

    private static List<String> listed(
            OpenApi.Method method, int status, Map<String, List<String>> headers, byte[] body) {
        Answer answer = method.answers().get(status);
        if (answer == null) {
            return List.of("this status is not listed; listed are "
                    + new TreeSet<>(method.answers().keySet()));
        }
        return answer.faults(status, headers, body);
    }

    /** HEAD is GET without the body (RFC 9110). */
    private static List<String> head(OpenApi.Method get, int status, Map<String, List<String>> headers, byte[] body) {
        Answer answer = get.answers().get(status);
        if (answer == null) {
            return List.of("this status is not listed for GET");
        }
        List<String> faults = new ArrayList<>(answer.headerFaults(headers));
        if (body.length > 0) {
            faults.add("an answer to HEAD has no body");
        }
        return faults;
    }

    private static List<String> unlisted(int expected, int status, Map<String, List<String>> headers, byte[] body) {
        Answer answer = OPEN_API.unlisted().get(status);
        if (answer == null || (status != expected && (status == 404 || status == 405))) {
            return List.of("the contract lists no such operation, so the status must be " + expected);
        }
        return answer.faults(status, headers, body);
    }

    private static List<String> allowFaults(Set<String> methods, Map<String, List<String>> headers) {
        Set<String> allowed = new TreeSet<>();
        for (String value : headers.getOrDefault("Allow", List.of())) {
            allowed.addAll(List.of(value.trim().split("\\s*,\\s*")));
        }
        allowed.removeAll(Set.of("HEAD", "OPTIONS"));
        return allowed.equals(methods)
                ? List.of()
                : List.of("header Allow lists " + allowed + " and must list " + new TreeSet<>(methods));
    }

    private static void report(String what, List<String> faults, byte[] body) {
        if (!faults.isEmpty()) {
            String text = new String(body, UTF_8);
            String shown = text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
            throw new AssertionError(
                    what + " is not as the contract says:\n  " + String.join("\n  ", faults) + "\nThe body: " + shown);
        }
    }
}
