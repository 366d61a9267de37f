package io.omnihub;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.access.Permission;
import io.omnihub.access.Reach;
import io.omnihub.access.Role;
import io.omnihub.access.SocketPermission;
import io.omnihub.kernel.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPatternParser;

/** The table of permissions as people read it. {@code -Dpermissions.write=true} writes the file anew. */
class PermissionsTest {
    private static final Path FILE = Path.of("src", "docs", "permissions.md");
    private static final String HEAD = """
        # Who may call what

        Made from `Permission.TABLE`, which the hub obeys; a test keeps the two the same. **all**: everything that there is.
        **own channel**, **own location**: a thing of another's is as good as not there (404 `not-found`), a list leaves it
        out, and a request that names another's in its body or a parameter is 403 `forbidden`. **–**: 403 `forbidden`.
        Without a key that is good: 401 `unauthenticated`.

        """;
    private static final String SOCKETS = """

        ## Over RSocket

        Made from `SocketPermission.TABLE`. Without a key that is good there is no connection. Orders are found wherever they
        were bought.

        """;

    @Test
    void theDocument_isTheTable() throws IOException {
        String rendered = rendered(Permission.TABLE);
        if (Boolean.getBoolean("permissions.write")) {
            Files.writeString(FILE, rendered);
        }
        assertThat(FILE).content().isEqualTo(rendered);
    }

    @Test
    void aPlantedLine_makesTheDocumentStale() throws IOException {
        List<Permission> planted = Permission.TABLE.stream()
                .map(line -> line.operation().equals("createKey")
                        ? new Permission(line.operation(), line.method(), line.path(), Map.of(Role.STORE, Reach.ALL))
                        : line)
                .toList();
        assertThat(Files.readString(FILE)).isNotEqualTo(rendered(planted));
    }

    @Test
    void aReachThatTheRoleDoesNotHave_isRefused() {
        var path = PathPatternParser.defaultInstance.parse("/x");
        var reach = Map.of(Role.STOREFRONT, Reach.OWN_LOCATION);
        assertThatThrownBy(() -> new Permission("x", HttpMethod.GET, path, reach))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String rendered(List<Permission> table) {
        List<Role> roles = List.of(Role.values());
        String titles =
                "| Route | Operation | " + roles.stream().map(Wire::wire).collect(joining(" | ")) + " |\n";
        String rule = "|---".repeat(roles.size() + 2) + "|\n";
        return HEAD
                + titles
                + rule
                + table.stream().map(PermissionsTest::row).collect(joining())
                + SOCKETS
                + titles.replace(" Operation |", "")
                + rule.substring("|---".length())
                + SocketPermission.TABLE.stream().map(PermissionsTest::row).collect(joining());
    }

    private static String row(SocketPermission line) {
        String cells = Arrays.stream(Role.values())
                .map(role -> cell(line.reach(), role))
                .collect(joining(" | "));
        return "| `%s` | %s |\n".formatted(line.route(), cells);
    }

    private static String row(Permission line) {
        String cells = Arrays.stream(Role.values())
                .map(role -> line.reach().isEmpty() ? "open" : cell(line.reach(), role))
                .collect(joining(" | "));
        return "| `%s %s` | %s | %s |\n".formatted(line.method(), line.path(), line.operation(), cells);
    }

    private static String cell(Map<Role, Reach> reach, Role role) {
        return reach.containsKey(role) ? reach.get(role).wire().replace('-', ' ') : "–";
    }
}
