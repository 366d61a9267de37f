package io.omnihub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a JVM takes of the machine's memory, on Linux; -1 or 0 where that cannot be known.
 *
 * @param peakMb resident, since {@link #forgetPeak}
 * @param residentMb now
 * @param heapMb in use after a collection
 */
record Memory(long peakMb, long residentMb, long heapMb) {
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

    static void forgetPeak(long pid) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "clear_refs");
        if (Files.isWritable(file)) {
            Files.writeString(file, "5");
        }
    }

    /** What is resident after a collection, too. */
    static Memory settled(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        return of(pid);
    }

    static Memory of(long pid) throws IOException, InterruptedException {
        Path file = Path.of("/proc", Long.toString(pid), "status");
        String status = Files.isReadable(file) ? Files.readString(file) : "";
        jcmd(pid, "GC.run");
        return new Memory(field(status, "VmHWM"), field(status, "VmRSS"), heapMb(jcmd(pid, "GC.heap_info")));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "resident at most %d MB, now %d MB; heap after a collection %d MB",
                peakMb,
                residentMb,
                heapMb);
    }

    /** All of its parts together; what stands behind them is no heap. */
    private static long heapMb(String info) {
        return HEAP_USED
                        .matcher(info.replaceFirst("(?s)Metaspace.*", ""))
                        .results()
                        .mapToLong(part -> Long.parseLong(part.group(1)))
                        .sum()
                / 1024;
    }

    private static long field(String status, String name) {
        var found = Pattern.compile(name + ":\\s+(\\d+) kB").matcher(status);
        return found.find() ? Long.parseLong(found.group(1)) / 1024 : -1;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
