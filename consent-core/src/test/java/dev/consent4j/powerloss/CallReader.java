package dev.consent4j.powerloss;

import dev.consent4j.ledger.RecordingProcess;
import dev.consent4j.powerloss.DiskEvent.Acknowledged;
import dev.consent4j.powerloss.DiskEvent.Created;
import dev.consent4j.powerloss.DiskEvent.Removed;
import dev.consent4j.powerloss.DiskEvent.Renamed;
import dev.consent4j.powerloss.DiskEvent.Resized;
import dev.consent4j.powerloss.DiskEvent.Synced;
import dev.consent4j.powerloss.DiskEvent.Written;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What system calls mean for the files below one folder. */
final class CallReader {

    /** The calls that are to be traced: all that can change a file, known or not. */
    static final String CALLS = "openat,open,openat2,creat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,"
            + "fallocate,copy_file_range,sendfile,fsync,fdatasync,msync,sync_file_range,unlink,unlinkat,rename,renameat,"
            + "renameat2,link,linkat,symlink,mkdir,mkdirat,rmdir,mmap";

    private static final int OUTPUT = 1;

    private final String folder;
    private final Set<String> existing = new HashSet<>();

    CallReader(String folder) {
        this.folder = folder;
    }

    List<DiskEvent> events(TracedCall call) {
        return switch (call.name()) {
            case "write" -> written(call);
            case "pwrite64" -> on(call, path -> new Written(path, call.lastNumber(), bytes(call)));
            case "ftruncate" -> on(call, path -> new Resized(path, call.lastNumber()));
            case "fsync", "fdatasync" -> on(call, Synced::new);
            case "openat", "open" -> opened(call);
            case "mkdir" -> named(call, new Created(call.quotedText(0), true));
            case "unlink", "rmdir" -> named(call, new Removed(call.quotedText(0)));
            case "rename" -> named(call, new Renamed(call.quotedText(0), call.quotedText(1)));
            case "mmap" -> mapped(call);
            default -> unknown(call);
        };
    }

    private List<DiskEvent> written(TracedCall call) {
        if (call.descriptor() == OUTPUT) {
            return new String(bytes(call), StandardCharsets.UTF_8)
                    .lines()
                    .filter(RecordingProcess::isId)
                    .<DiskEvent>map(Acknowledged::new)
                    .toList();
        }
        // Where a plain write goes depends on calls that are not traced.
        return matters(call.descriptorPath()) ? unknown(call) : List.of();
    }

    private List<DiskEvent> opened(TracedCall call) {
        String path = call.returnedPath();
        boolean creates = call.arguments().contains("O_CREAT");
        boolean empties = call.arguments().contains("O_TRUNC");
        if (!matters(path) || !(creates || empties)) {
            return List.of();
        }
        boolean created = creates && existing.add(path);
        if (empties && !created) {
            return List.of(new Resized(path, 0));
        }
        return created ? List.of(new Created(path, false)) : List.of();
    }

    private List<DiskEvent> named(TracedCall call, DiskEvent event) {
        if (event instanceof Removed removed) {
            existing.remove(removed.path());
            return matters(removed.path()) ? List.of(event) : List.of();
        }
        if (event instanceof Renamed renamed) {
            existing.remove(renamed.from());
            existing.add(renamed.to());
            return matters(renamed.from()) || matters(renamed.to()) ? List.of(event) : List.of();
        }
        return matters(call.quotedText(0)) ? List.of(event) : List.of();
    }

    /** A file written through memory would be changed unseen; only SQLite's index of its log is, and it is rebuilt. */
    private List<DiskEvent> mapped(TracedCall call) {
        boolean writes =
                call.arguments().contains("MAP_SHARED") && call.arguments().contains("PROT_WRITE");
        return writes ? unknown(call) : List.of();
    }

    private List<DiskEvent> unknown(TracedCall call) {
        String root = hex(folder);
        String index = hex("-shm");
        if (call.arguments().contains(root) && !call.arguments().contains(index)) {
            throw new IllegalStateException("the replay does not know " + call.name() + " on " + call.descriptorPath());
        }
        return List.of();
    }

    private interface OnFile {

        DiskEvent event(String path);
    }

    private List<DiskEvent> on(TracedCall call, OnFile event) {
        String path = call.descriptorPath();
        return matters(path) ? List.of(event.event(path)) : List.of();
    }

    /** What was written, which may be less than what was to be. */
    private static byte[] bytes(TracedCall call) {
        byte[] asked = call.quoted(0);
        return asked.length == call.result() ? asked : Arrays.copyOf(asked, (int) call.result());
    }

    private boolean matters(String path) {
        return (path.equals(folder) || path.startsWith(folder + "/")) && !path.endsWith("-shm") && !isLibrary(path);
    }

    /** The driver's own copy of its library is no data of ours. */
    private static boolean isLibrary(String path) {
        return path.contains("/.sqlite-");
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hex.append(String.format("\\x%02x", one));
        }
        return hex.toString();
    }
}
