package io.omnihub.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked from the archive that a Maven artifact brings for one platform. */
final class PostgresBinaries {
    private static final int OWNER_MAY_EXECUTE = 0100;

    private PostgresBinaries() {}

    /**
     * Unpacks the programs into a folder below {@code parent} that is named by the archive's hash, unless it is there
     * already. It appears by one rename, so an interrupted start leaves no half of it and several processes may race.
     */
    static Path unpack(Path parent) {
        var archive = archiveName();
        try {
            var home = parent.resolve(hash(archive));
            if (!Files.isDirectory(home)) {
                Files.createDirectories(parent);
                move(extract(archive, parent), home);
            }
            return home;
        } catch (IOException failure) {
            throw new StartupFailure(
                    "PostgreSQL cannot be unpacked into %s: %s.".formatted(parent, DataDirectory.reason(failure)),
                    "Free space on that disk (90 MB), or give omnihub.data-dir a folder that can be written to.",
                    failure);
        }
    }

    private static String archiveName() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64v8" : "x86_64";
        var variant = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        var name = "postgres-%s-%s%s.txz".formatted(system, machine, variant);
        if (resource(name) == null) {
            throw new StartupFailure(
                    "No database is configured, and this build carries no PostgreSQL for this machine (%s, %s)."
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
                    "Set spring.r2dbc.url, spring.r2dbc.username and spring.r2dbc.password to a PostgreSQL 18"
                            + " database.");
        }
        return name;
    }

    private static @Nullable InputStream resource(String name) {
        return PostgresBinaries.class.getResourceAsStream("/" + name);
    }

    private static InputStream open(String archive) throws IOException {
        var stream = resource(archive);
        if (stream == null) {
            throw new IOException(archive + " is gone");
        }
        return stream;
    }

    private static String hash(String archive) throws IOException {
        try (var stream = open(archive)) {
            var digest = MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes());
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path extract(String archive, Path parent) throws IOException {
        var folder = Files.createTempDirectory(parent, "unpacking-");
        try (var tar = new TarArchiveInputStream(new XZInputStream(open(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(entry, tar, folder.resolve(entry.getName()).normalize());
            }
            return folder;
        } catch (IOException failure) {
            FileSystemUtils.deleteRecursively(folder);
            throw failure;
        }
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            var mode = (entry.getMode() & OWNER_MAY_EXECUTE) != 0 ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
        }
    }

    private static void move(Path folder, Path home) throws IOException {
        try {
            Files.move(folder, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException failure) {
            throw failure;
        } catch (FileSystemException failure) {
            FileSystemUtils.deleteRecursively(folder);
            if (!Files.isDirectory(home)) {
                throw failure;
            }
        }
    }
}
