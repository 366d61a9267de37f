package io.omnihub.sample;

import java.net.URI;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Starts the sample retailer when the hub is ready, and stops it before the hub goes down.
 *
 * <p>Settings: {@code omnihub.sample} ({@code off}, {@code load}, {@code replay}) and {@code omnihub.sample.pace} (orders
 * per second). The one is a value and at the same time the beginning of the other's name, so no record binds them.
 */
@Component
final class SampleStart {
    private final Environment settings;
    private final ObjectProvider<Supplier<String>> administratorKey;
    private final Disposable.Swap running = Disposables.swap();

    SampleStart(
            Environment settings, @Qualifier("administratorKey") ObjectProvider<Supplier<String>> administratorKey) {
        this.settings = settings;
        this.administratorKey = administratorKey;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        String mode = settings.getProperty("omnihub.sample", "off");
        if (SampleMode.of(mode) == SampleMode.OFF) {
            return;
        }
        double pace = settings.getProperty("omnihub.sample.pace", Double.class, 1.0);
        URI hub = URI.create("http://127.0.0.1:" + settings.getRequiredProperty("local.server.port"));
        int sockets = settings.getRequiredProperty("local.rsocket.server.port", Integer.class);
        running.update(
                new SampleRetailer(hub, sockets, administratorKey.getObject().get(), mode, pace)
                        .run()
                        .subscribe());
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        running.dispose();
    }
}
