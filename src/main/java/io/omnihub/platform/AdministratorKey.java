package io.omnihub.platform;

import io.omnihub.access.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * The first administrator's key: the one in {@code OMNIHUB_BOOTSTRAP_ADMIN_KEY}, or else, where the hub brings its own
 * database, one that it makes and keeps in {@code data/admin-key}, readable by its owner alone. Before the hub takes
 * requests, the key is an administrator's.
 */
@Component("administratorKey")
class AdministratorKey implements Supplier<String>, SmartInitializingSingleton {
    static final String FILE = "admin-key";

    private static final int SECRET_BYTES = 32;

    /** 32 to 128 printable ASCII characters, none of them a space, since it travels in a header. */
    private static final String FORM = "[\\x21-\\x7E]{32,128}";

    private final Optional<String> key;
    private final Keys keys;

    AdministratorKey(Environment environment, ObjectProvider<DataDirectory> directory, SecureRandom random, Keys keys) {
        String given = environment.getProperty("omnihub.bootstrap-admin-key", "");
        if (StringUtils.hasText(given) && !given.matches(FORM)) {
            throw new StartupFailure(
                    "OMNIHUB_BOOTSTRAP_ADMIN_KEY is not 32 to 128 printable characters without spaces.",
                    "Give it a long random value, for instance what openssl rand -hex 32 prints.");
        }
        this.key = StringUtils.hasText(given)
                ? Optional.of(given)
                : Optional.ofNullable(directory.getIfAvailable()).map(data -> kept(data.path(), random));
        this.keys = keys;
    }

    /** What whoever acts for the hub itself sends as its key. */
    @Override
    public String get() {
        return key.orElseThrow(() -> new StartupFailure(
                "The sample needs an administrator's key, and there is none.",
                "Set OMNIHUB_BOOTSTRAP_ADMIN_KEY, or omnihub.sample=off."));
    }

    /** Waits, as nothing else of the start does: a hub that nobody could administer must not come up. */
    @Override
    public void afterSingletonsInstantiated() {
        key.map(keys::bootstrap).map(registered -> registered.toFuture()).ifPresent(CompletableFuture::join);
    }

    private static String kept(Path directory, SecureRandom random) {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[SECRET_BYTES];
                random.nextBytes(bytes);
                SecretFile.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            }
            String key = Files.readString(file).strip();
            if (!key.matches(FORM)) {
                throw new StartupFailure(
                        "The file %s does not hold an administrator's key.".formatted(file),
                        "Delete it, and the next start makes a new key.");
            }
            return key;
        } catch (IOException failure) {
            throw new StartupFailure(
                    "The administrator's key in %s cannot be read or written: %s."
                            .formatted(file, DataDirectory.reason(failure)),
                    "Make the file belong to this user, or set OMNIHUB_BOOTSTRAP_ADMIN_KEY.",
                    failure);
        }
    }
}
