package io.omnihub.platform;

import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where the hub listens, and where its key is. */
@Component
class WelcomeListener {
    private static final Logger log = LoggerFactory.getLogger(WelcomeListener.class);

    private final Environment environment;
    private final ObjectProvider<DataDirectory> directory;

    WelcomeListener(Environment environment, ObjectProvider<DataDirectory> directory) {
        this.environment = environment;
        this.directory = directory;
    }

    @EventListener(ApplicationReadyEvent.class)
    void welcome() {
        String port = environment.getProperty("local.server.port");
        log.info("Omnihub listens on http://localhost:{}", port);
        log.info(
                "Terminals connect by RSocket to tcp://localhost:{} or ws://localhost:{}/rsocket",
                environment.getProperty("local.rsocket.server.port"),
                port);
        directory.stream()
                .map(data -> data.path().resolve(AdministratorKey.FILE))
                .filter(Files::exists)
                .forEach(key -> log.info("The administrator's key is in {}, the contract at /docs", key));
    }
}
