package io.omnihub.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The folder in which a hub with embedded servers keeps everything, held by a lock as long as the hub lives. The
 * operating system frees the lock when the process ends, however it ends, so no lock is ever stale.
 */
public final class DataDirectory implements AutoCloseable {
    /** The lock file's name; its content is the holder's process id, for the message to whoever comes second. */
    public static final String LOCK = "omnihub.lock";

    /**
     * The directories held in this JVM. They are looked up before the lock file is opened, because closing any channel
     * on a file drops the locks that the whole process has on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes the directory if it is missing, readable by its owner alone, and locks it. */
    public static DataDirectory open(Path path) {
        var directory = create(path.toAbsolutePath().normalize());
        if (!HELD.add(directory)) {
            throw inUse(directory, "this process");
        }
        try {
            return new DataDirectory(directory, lock(directory));
        } catch (RuntimeException failure) {
            HELD.remove(directory);
            throw failure;
        }
    }

    public Path path() {
        return path;
    }

    /** Frees the lock. The lock file stays: deleting it would let two hubs lock two different files of that name. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            HELD.remove(path);
        }
    }

    private static Path create(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return path.toRealPath();
        } catch (IOException failure) {
            throw new StartupFailure(
                    "The data directory %s cannot be made: %s.".formatted(path, reason(failure)),
                    "Give omnihub.data-dir a folder that this user can write to.",
                    failure);
        }
    }

    private static FileChannel lock(Path directory) {
        var file = directory.resolve(LOCK);
        try {
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                var holder = Files.readString(file).strip();
                channel.close();
                throw inUse(directory, holder.isEmpty() ? "another process" : "process " + holder);
            }
            channel.truncate(0);
            var pid = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException failure) {
            throw new StartupFailure(
                    "The data directory %s cannot be written to: %s.".formatted(directory, reason(failure)),
                    "Make the folder and its files belong to user %s, free space on its disk, or give omnihub.data-dir another folder."
                            .formatted(System.getProperty("user.name")),
                    failure);
        }
    }

    private static StartupFailure inUse(Path directory, String holder) {
        return new StartupFailure(
                "The data directory %s is in use by another hub (%s).".formatted(directory, holder),
                "Stop that hub, or give this one a folder of its own with omnihub.data-dir.");
    }

    /** Says in words what the exceptions of the file system say by their class alone. */
    static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied on " + denied.getFile();
            case FileAlreadyExistsException exists -> exists.getFile() + " is a file";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(failure.getMessage()).strip();
        };
    }
}
