package io.omnihub.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An embedded server that still runs on the data of a hub that was killed. It is looked for by whoever holds the lock on
 * the data directory, so it cannot belong to a living hub.
 *
 * @param pid of its main process
 */
record LeftOverServer(long pid) {
    /** The file's first line; PostgreSQL writes the id of a single-user process as a negative number. */
    private static final Pattern PID = Pattern.compile("-?(?<pid>[0-9]{1,18})\\R");

    /**
     * Finds it by the server's own pid file. A file that names a process which is something else by now, or none at all,
     * is deleted, because PostgreSQL would not start beside it. When there is no such process, the server sees for itself
     * that the file is stale.
     *
     * @param folder in which the server works
     */
    static Optional<LeftOverServer> find(Path folder, String pidFile) throws IOException {
        var file = folder.resolve(pidFile);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var firstLine = PID.matcher(Files.readString(file));
        if (!firstLine.lookingAt()) {
            Files.delete(file);
            return Optional.empty();
        }
        var pid = Long.parseLong(firstLine.group("pid"));
        var process = ProcessHandle.of(pid);
        if (process.isPresent() && !worksIn(folder, process.get())) {
            Files.delete(file);
            return Optional.empty();
        }
        return process.map(running -> new LeftOverServer(pid));
    }

    /** A server works in its folder; where the system does not tell that, its command line names the folder. */
    private static boolean worksIn(Path folder, ProcessHandle process) throws IOException {
        var workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.isReadable(workingDirectory)) {
            return Files.isSameFile(workingDirectory, folder);
        }
        var arguments = process.info().arguments().orElse(new String[0]);
        return Arrays.stream(arguments).anyMatch(argument -> argument.startsWith(folder.toString()));
    }
}
