package io.omnihub;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;

/** The one hub that all integration tests of a JVM share: complete, on a database of its own and a free port. */
public final class Hub {
    public static final String ADMINISTRATOR_KEY = "the-administrators-key-of-these-tests";

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final ApplicationContext CONTEXT = start();

    /** Another replica, for tests that need one. */
    private static final class Second {
        private static final ApplicationContext CONTEXT = start();
    }

    /** Another replica, on which callers may send little, behind a proxy. */
    private static final class Limited {
        private static final ApplicationContext CONTEXT = start(
                "omnihub.limits.storefront=20/10m",
                "omnihub.limits.address=10/10m",
                "omnihub.limits.trusted-proxies=127.0.0.0/8",
                "omnihub.rsocket.max-connections=2");
    }

    private Hub() {}

    public static URI address() {
        return address(CONTEXT);
    }

    /** Where another replica listens, on the same database. */
    static URI secondAddress() {
        return address(Second.CONTEXT);
    }

    /** Where a storefront may send 20 requests, and an address 10 without a key. */
    static URI limitedAddress() {
        return address(Limited.CONTEXT);
    }

    private static URI address(ApplicationContext context) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Where a hub listens for RSocket over TCP. */
    public static int socketPort() {
        return socketPort(CONTEXT);
    }

    /** The same of another replica. */
    static int secondSocketPort() {
        return socketPort(Second.CONTEXT);
    }

    /** The same of one that takes two connections, and on which a storefront may ask 20 times. */
    static int limitedSocketPort() {
        return socketPort(Limited.CONTEXT);
    }

    private static int socketPort(ApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.rsocket.server.port", Integer.class);
    }

    public static ApplicationContext context() {
        return CONTEXT;
    }

    static ApplicationContext secondContext() {
        return Second.CONTEXT;
    }

    /** A session on the database of these hubs. */
    static Connection connect() throws SQLException {
        return DATABASE.connect();
    }

    private static ApplicationContext start(String... more) {
        List<String> settings = new ArrayList<>(DATABASE.properties());
        settings.add("server.port=0");
        settings.add("spring.rsocket.server.port=0");
        settings.add("omnihub.fulfillment.learn-every=1s");
        settings.add("omnihub.head-timeout=8s");
        settings.add("omnihub.body-timeout=10s");
        settings.add("omnihub.bootstrap-admin-key=" + ADMINISTRATOR_KEY);
        settings.addAll(Outside.settings());
        settings.addAll(List.of(more));
        return new SpringApplicationBuilder(Omnihub.class)
                .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
    }
}
