package io.omnihub.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.error.OsArchitectureNotFound;
import redis.embedded.error.UnknownOSName;
import redis.embedded.model.OsArchitecture;

/** The Redis program, from the Maven artifact that brings one for each platform. */
final class RedisProgram {
    private RedisProgram() {}

    /**
     * Unpacks the program into the folder, unless it is there already. It appears by one rename, so an interrupted start
     * leaves no half of it and several processes may race.
     */
    static Path unpack(Path parent) throws IOException {
        var name = name();
        var program = Files.createDirectories(parent).resolve(name.substring(1));
        if (Files.exists(program)) {
            return program;
        }
        try (var content = ExecutableProvider.class.getResourceAsStream(name)) {
            if (content == null) {
                throw missing();
            }
            var unfinished = Files.createTempFile(
                    parent,
                    "unpacking-",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            return Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String name() throws IOException {
        try {
            var name = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
            if (name == null) {
                throw missing();
            }
            return name;
        } catch (OsArchitectureNotFound | UnknownOSName unknown) {
            throw missing();
        }
    }

    private static IOException missing() {
        return new IOException("this build carries no Redis for this machine (%s, %s)"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
}
