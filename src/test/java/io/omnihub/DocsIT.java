package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The contract can be browsed without a key, by a page that runs its own scripts alone. */
class DocsIT {
    private static final Pattern ASKED_FOR = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    private final Api anybody = Api.withoutKey();

    @Test
    void thePage_andAllThatItAsksFor_areServed() {
        Reply page = anybody.get("/docs").is(200);
        List<String> asked = ASKED_FOR
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .filter(path -> !path.startsWith("data:"))
                .toList();

        assertThat(asked).containsExactly("/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/docs/start.js");
        asked.forEach(path -> assertThat(anybody.get(path).is(200).body()).isNotBlank());
        assertThat(anybody.get("/docs/start.js").body()).contains("url: \"/openapi.yaml\"");
        anybody.get("/docs/index.html").refuses(404, "not-found");
        anybody.get("/docs?x=1").refuses(400, "invalid-parameter", "x");
    }

    @Test
    void thePage_runsNoScriptInIt_andAsksNoOtherHost() {
        Reply page = anybody.get("/docs").is(200);

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(page.body()).doesNotContainPattern("<script[^>]*>[^<]").doesNotContainPattern(" on[a-z]+=");
    }
}
