package dev.consent4j.powerloss;

import dev.consent4j.powerloss.DiskEvent.Acknowledged;
import dev.consent4j.powerloss.DiskEvent.Change;
import dev.consent4j.powerloss.DiskEvent.Created;
import dev.consent4j.powerloss.DiskEvent.Naming;
import dev.consent4j.powerloss.DiskEvent.Removed;
import dev.consent4j.powerloss.DiskEvent.Renamed;
import dev.consent4j.powerloss.DiskEvent.Synced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A disk that keeps of a change only what a sync demands: content after a sync of its file, a name after a sync of its
 * folder. Stricter than a journaling file system, as POSIX allows.
 */
final class Disk {

    private final Path root;
    private final Map<String, Optional<DiskFile>> now = new LinkedHashMap<>();
    private final Map<String, Optional<DiskFile>> durable = new LinkedHashMap<>();
    private final List<Unsynced> unsynced = new ArrayList<>();
    private final Set<String> acknowledged = new LinkedHashSet<>();

    /** A naming with the file it is about; none is a folder. */
    private record Unsynced(Naming naming, Optional<DiskFile> file, int ended) {}

    /** A disk on which there is but one folder. */
    Disk(Path root) {
        this.root = root;
        durable.put(root.toString(), Optional.empty());
        now.putAll(durable);
    }

    void apply(Trace.Step step) {
        if (step.event() instanceof Change change) {
            file(change.file()).change(change, step.ended());
        } else if (step.event() instanceof Naming naming) {
            Optional<DiskFile> file = subject(naming);
            name(now, naming, file);
            unsynced.add(new Unsynced(naming, file, step.ended()));
        } else if (step.event() instanceof Synced synced) {
            sync(synced.path(), step.began());
        } else if (step.event() instanceof Acknowledged one) {
            acknowledged.add(one.id());
        }
    }

    /** The ids acknowledged so far. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Whether a file has changes that are not synced. */
    boolean isChanging(String file) {
        return now.containsKey(file) && !file(file).isSynced();
    }

    /** Writes the files a disk could hold after a power failure now, in place of the root. */
    void leave(Path target, Loss loss, Random random) throws IOException {
        Map<String, Optional<DiskFile>> names = new LinkedHashMap<>(durable);
        for (Unsynced one : unsynced) {
            if (loss.keepsName(random)) {
                name(names, one.naming(), one.file());
            }
        }
        for (Map.Entry<String, Optional<DiskFile>> name : names.entrySet()) {
            if (isReachable(names, name.getKey())) {
                Path path =
                        target.resolve(root.relativize(Path.of(name.getKey())).toString());
                if (name.getValue().isPresent()) {
                    Files.createDirectories(path.getParent());
                    Files.write(path, name.getValue().get().after(loss, random));
                } else {
                    Files.createDirectories(path);
                }
            }
        }
    }

    private boolean isReachable(Map<String, Optional<DiskFile>> names, String path) {
        for (String above = path; !above.equals(root.toString()); above = folder(above)) {
            if (!names.containsKey(above)) {
                return false;
            }
        }
        return true;
    }

    private void sync(String path, int began) {
        if (!now.containsKey(path)) {
            return;
        }
        now.get(path).ifPresent(file -> file.sync(began));
        unsynced.removeIf(one -> {
            boolean covered = one.ended() <= began && folder(path(one.naming())).equals(path);
            if (covered) {
                name(durable, one.naming(), one.file());
            }
            return covered;
        });
    }

    private Optional<DiskFile> subject(Naming naming) {
        return naming instanceof Created created
                ? Optional.of(new DiskFile()).filter(file -> !created.folder())
                : now.getOrDefault(path(naming), Optional.empty());
    }

    private static void name(Map<String, Optional<DiskFile>> names, Naming naming, Optional<DiskFile> file) {
        if (naming instanceof Created created) {
            names.put(created.path(), file);
        } else if (naming instanceof Removed removed) {
            names.remove(removed.path());
        } else if (naming instanceof Renamed renamed) {
            names.remove(renamed.from());
            names.put(renamed.to(), file);
        }
    }

    private DiskFile file(String path) {
        return now.getOrDefault(path, Optional.empty())
                .orElseThrow(() -> new IllegalStateException("the trace has not created " + path));
    }

    private static String path(Naming naming) {
        if (naming instanceof Created created) {
            return created.path();
        }
        return naming instanceof Removed removed ? removed.path() : ((Renamed) naming).from();
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
