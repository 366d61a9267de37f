package io.omnihub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class DatabaseAddressTest {
    @Test
    void theUrlsOwnCredentials_comeBeforeTheProperties() {
        var source = source("r2dbc:postgresql://anna:s%40fe@db.example:6543/shop");
        assertThat(source.getUrl()).startsWith("jdbc:postgresql://db.example:6543/shop");
        assertThat(source.getUser()).isEqualTo("anna");
        assertThat(source.getPassword()).isEqualTo("s@fe");
    }

    @Test
    void whatTheUrlLeavesOut_comesFromTheProperties() {
        var source = source("r2dbc:postgresql://db.example");
        assertThat(source.getUrl()).startsWith("jdbc:postgresql://db.example:5432/named");
        assertThat(source.getUser()).isEqualTo("someone");
        assertThat(source.getPassword()).isEqualTo("secret");
    }

    @Test
    void severalHosts_areMigratedAtTheirPrimary() {
        var source = source("r2dbc:postgresql:failover://one:5433,two/shop");
        assertThat(source.getServerNames()).containsExactly("one", "two");
        assertThat(source.getPortNumbers()).containsExactly(5433, 5432);
        assertThat(source.getTargetServerType()).isEqualTo("primary");
    }

    @ParameterizedTest
    @CsvSource({
        "r2dbc:postgresql://h/d?sslMode=require, require",
        "r2dbc:postgresql://h/d?sslmode=verify-ca, verify-ca",
        "r2dbc:postgresql://h/d?sslMode=VERIFY_FULL, verify-full",
        "r2dbcs:postgresql://h/d, verify-full",
        "r2dbc:postgresql://h/d?ssl=true, verify-full",
        "r2dbcs:postgresql://h/d?sslMode=require, require"
    })
    void encryption_isNeverWeakerThanAskedFor(String url, String mode) {
        assertThat(source(url).getSslMode()).isEqualTo(mode);
    }

    @Test
    void withoutARootCertificate_theJvmsAuthoritiesAreTrusted() {
        assertThat(source("r2dbcs:postgresql://h/d").getSslfactory()).endsWith("DefaultJavaSSLFactory");
        var pinned = source("r2dbcs:postgresql://h/d?sslRootCert=/etc/ca.pem");
        assertThat(pinned.getSslfactory()).doesNotEndWith("DefaultJavaSSLFactory");
        assertThat(pinned.getSslRootCert()).isEqualTo("/etc/ca.pem");
    }

    @Test
    void sessionSettings_areCarriedOverWithoutTheirTimeouts() {
        var source = source("r2dbc:postgresql://h/d?options=search_path=a;statement_timeout=5s&connectTimeout=PT10S");
        assertThat(source.getOptions()).isEqualTo("-c search_path=a");
        assertThat(source.getConnectTimeout()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2dbc:pool:postgresql://anna:pass@h/d",
                "r2dbc:mysql://anna:pass@h/d",
                "r2dbc:postgresql:odd://anna:pass@h/d",
                "r2dbc:postgresql://anna:pass@h/d?surprise=1",
                "r2dbc:postgresql://anna:pass@h/d?sslMode=perhaps",
                "r2dbc:postgresql://anna:pass@h/d?connectTimeout=soon",
                "r2dbc:postgresql://anna:pass@h:port/d",
                "jdbc:postgresql://anna:pass@h/d",
                "anna:pass"
            })
    void whatCannotBeTranslated_isRefusedWithoutQuotingThePassword(String url) {
        assertThatThrownBy(() -> source(url))
                .isInstanceOf(StartupFailure.class)
                .hasMessageStartingWith("The database of spring.r2dbc.url cannot be used: ")
                .hasMessageNotContaining("pass@")
                .hasMessageNotContaining("anna");
    }

    @Test
    void itsText_namesHostPortAndDatabase() {
        assertThat(address("r2dbc:postgresql://anna:pass@h:1234/shop")).hasToString("shop on h:1234");
    }

    private static PGSimpleDataSource source(String url) {
        return (PGSimpleDataSource) address(url).dataSource();
    }

    private static DatabaseAddress address(String url) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "spring.r2dbc.url", url,
                                "spring.r2dbc.name", "named",
                                "spring.r2dbc.username", "someone",
                                "spring.r2dbc.password", "secret")));
        return DatabaseAddress.of(environment);
    }
}
