package io.omnihub.platform;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.DRIVER;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.PROTOCOL;
import static io.r2dbc.spi.ConnectionFactoryOptions.SSL;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.sql.SQLException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.SslMode;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The database that {@code spring.r2dbc.*} names, as JDBC reaches it: Flyway speaks nothing else, and nobody should have
 * to configure one database twice. An option of the R2DBC driver is either translated, or known to be without meaning
 * for a migration, or refused, so that none (such as one on TLS) is silently dropped.
 */
final class DatabaseAddress {
    private static final String DEFAULT_PORT = "5432";

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?<host>\\[[^]]+]|[^:\\[\\]]+)(:(?<port>[0-9]{1,5}))?");

    /** R2DBC options that JDBC has too, by the names that each gives them. */
    private static final Map<String, String> SAME_MEANING = Map.ofEntries(
            Map.entry("applicationName", "ApplicationName"),
            Map.entry("channelBinding", "channelBinding"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("currentSchema", "currentSchema"),
            Map.entry("schema", "currentSchema"),
            Map.entry("sslCert", "sslcert"),
            Map.entry("sslKey", "sslkey"),
            Map.entry("sslMode", "sslmode"),
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslNegotiation", "sslNegotiation"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("sslPassword", "sslpassword"),
            Map.entry("sslRootCert", "sslrootcert"),
            Map.entry("tcpKeepAlive", "tcpKeepAlive"));

    /** Limits of the hub's own sessions, which a migration may exceed, and what only concerns the other driver. */
    private static final Set<String> WITHOUT_MEANING = Set.of(
            "autodetectExtensions",
            "compatibilityMode",
            "errorResponseLogLevel",
            "fetchSize",
            "forceBinary",
            "hostRecheckTime",
            "loadBalanceHosts",
            "lockWaitTimeout",
            "maxMessageSize",
            "noticeLogLevel",
            "preferAttachedBuffers",
            "preparedStatementCacheQueries",
            "sslSni",
            "statementTimeout",
            "targetServerType",
            "tcpNoDelay",
            "timeZone");

    private final PGSimpleDataSource source = new PGSimpleDataSource();

    private DatabaseAddress() {}

    /** Reads the properties as Boot does: what the URL says comes first, then name, username and password. */
    static DatabaseAddress of(Environment environment) {
        var properties = Binder.get(environment).bindOrCreate("spring.r2dbc", R2dbcProperties.class);
        var url = String.valueOf(properties.getUrl());
        var parts = parse(url);
        var address = new DatabaseAddress();
        address.locate(value(parts, HOST), parts);
        address.source.setDatabaseName(
                required("the database's name", first(value(parts, DATABASE), properties.getName())));
        address.source.setUser(first(value(parts, USER), properties.getUsername()));
        address.source.setPassword(first(value(parts, PASSWORD), properties.getPassword()));
        if (Boolean.parseBoolean(value(parts, SSL))) {
            address.set("sslmode", "verify-full");
        }
        optionNames(url).forEach(name -> address.option(name, String.valueOf(value(parts, Option.valueOf(name)))));
        properties.getProperties().forEach(address::option);
        address.trustTheSameAuthorities();
        return address;
    }

    DataSource dataSource() {
        return source;
    }

    String user() {
        return Objects.requireNonNullElse(source.getUser(), "its user");
    }

    /** Names the database in messages, without any secret. */
    @Override
    public String toString() {
        return IntStream.range(0, source.getServerNames().length)
                .mapToObj(i -> source.getServerNames()[i] + ":" + source.getPortNumbers()[i])
                .collect(Collectors.joining(",", source.getDatabaseName() + " on ", ""));
    }

    private static ConnectionFactoryOptions parse(String url) {
        ConnectionFactoryOptions parts;
        try {
            parts = ConnectionFactoryOptions.parse(url);
        } catch (IllegalArgumentException malformed) {
            // Its message may quote the URL, and with it a password.
            throw refused("it does not have the form r2dbc:postgresql://host:port/database");
        }
        var driver = value(parts, DRIVER);
        if ("pool".equals(driver)) {
            throw refused("it asks for a pool, which the hub makes itself; leave out \"pool:\"");
        }
        if (!"postgresql".equals(driver) && !"postgres".equals(driver)) {
            throw refused("its driver is \"%s\", and Omnihub speaks to PostgreSQL alone".formatted(driver));
        }
        var protocol = value(parts, PROTOCOL);
        if (protocol != null && !protocol.isEmpty() && !protocol.equals("failover")) {
            throw refused("it has an unknown protocol, \"%s\"".formatted(protocol));
        }
        return parts;
    }

    /** Several hosts, each with a port or not, stand in the URL of a failover; only the primary can be migrated. */
    private void locate(@Nullable String hosts, ConnectionFactoryOptions parts) {
        var port = value(parts, PORT);
        var names = required("the host", hosts).split(",");
        var ports = new int[names.length];
        for (var i = 0; i < names.length; i++) {
            var matcher = HOST_AND_PORT.matcher(names[i].strip());
            if (!matcher.matches()) {
                throw refused("\"%s\" is no host".formatted(names[i]));
            }
            names[i] = matcher.group("host");
            ports[i] = Integer.parseInt(Objects.requireNonNullElse(first(matcher.group("port"), port), DEFAULT_PORT));
        }
        source.setServerNames(names);
        source.setPortNumbers(ports);
        if (names.length > 1) {
            set("targetServerType", "primary");
        }
    }

    private void option(String name, String value) {
        var same = SAME_MEANING.get(name);
        if (same != null) {
            set(same, same.equals("sslmode") ? sslMode(value) : value);
        } else if (name.equals("connectTimeout")) {
            set("connectTimeout", seconds(value));
        } else if (name.equals("options")) {
            set("options", sessionSettings(value));
        } else if (!name.equals("ssl") && !WITHOUT_MEANING.contains(name)) {
            throw refused("its option \"%s\" is not one that Omnihub knows".formatted(name));
        }
    }

    private void set(String name, String value) {
        try {
            source.setProperty(name, value);
        } catch (SQLException failure) {
            throw refused("its option for %s has a value that cannot be used".formatted(name));
        }
    }

    /** Without a root certificate the R2DBC driver trusts the JVM's authorities, the JDBC driver a file of the user's. */
    private void trustTheSameAuthorities() {
        var mode = source.getSslMode();
        if (mode != null && mode.startsWith("verify") && source.getSslRootCert() == null) {
            source.setSslfactory(DefaultJavaSSLFactory.class.getName());
        }
    }

    /** In R2DBC {@code name=value;name=value}. Time-outs stay out: building an index may take longer than an order. */
    private static String sessionSettings(String value) {
        return Arrays.stream(value.split(";"))
                .filter(setting -> !setting.isBlank() && !setting.contains("_timeout"))
                .map(setting -> "-c " + setting.strip().replace(" ", "\\ "))
                .collect(Collectors.joining(" "));
    }

    private static String sslMode(String value) {
        var mode = value.toLowerCase(Locale.ROOT).replace('_', '-');
        if (Arrays.stream(SslMode.VALUES).noneMatch(known -> known.value.equals(mode))) {
            throw refused("its sslMode \"%s\" is not one that Omnihub knows".formatted(value));
        }
        return mode;
    }

    private static String seconds(String duration) {
        try {
            return Long.toString(Math.max(1, Duration.parse(duration).toSeconds()));
        } catch (DateTimeParseException failure) {
            throw refused("its connectTimeout is not a duration such as PT10S");
        }
    }

    private static List<String> optionNames(String url) {
        var query = url.indexOf('?');
        return query < 0
                ? List.of()
                : Arrays.stream(url.substring(query + 1).split("&"))
                        .filter(StringUtils::hasText)
                        .map(pair -> pair.split("=", 2)[0])
                        .toList();
    }

    private static @Nullable String value(ConnectionFactoryOptions parts, Option<?> option) {
        var value = parts.getValue(option);
        return value == null ? null : value.toString();
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }

    private static <T> T required(String what, @Nullable T value) {
        if (value == null) {
            throw refused(what + " is missing in it");
        }
        return value;
    }

    private static StartupFailure refused(String reason) {
        return new StartupFailure(
                "The database of spring.r2dbc.url cannot be used: %s.".formatted(reason),
                "Write it as r2dbc:postgresql://host:port/database, with spring.r2dbc.username and"
                        + " spring.r2dbc.password beside it; or leave it out, and the hub brings its own database.");
    }
}
