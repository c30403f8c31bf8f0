package dev.consent4j.powerloss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.powerloss.DiskEvent.Acknowledged;
import dev.consent4j.powerloss.DiskEvent.Created;
import dev.consent4j.powerloss.DiskEvent.Removed;
import dev.consent4j.powerloss.DiskEvent.Renamed;
import dev.consent4j.powerloss.DiskEvent.Resized;
import dev.consent4j.powerloss.DiskEvent.Synced;
import dev.consent4j.powerloss.DiskEvent.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk keeps when the power fails, and what strace's words mean. */
class DiskTest {

    private static final String ROOT = "/disk";
    private static final String FILE = "/disk/file";
    private static final String OTHER = "/disk/other";

    @TempDir
    Path folder;

    private final Disk disk = new Disk(Path.of(ROOT));
    private final Random random = new Random(1);
    private int line;

    @Test
    void aFileIsThereOnceItsFolderIsSynced() throws IOException {
        does(new Created(FILE, false), write("a"), new Synced(FILE));
        assertEquals(Set.of(), left(Loss.ALL));
        does(new Synced(ROOT));
        assertEquals(Set.of("file=a"), left(Loss.ALL));
    }

    @Test
    void whatWasWrittenIsThereOnceTheFileIsSynced() throws IOException {
        does(new Created(FILE, false), new Synced(ROOT), write("old"), new Synced(FILE), write("new"));
        assertEquals(Set.of("file=old"), left(Loss.ALL));
        assertEquals(Set.of("file=new"), left(Loss.NOTHING));
        does(new Synced(FILE));
        assertEquals(Set.of("file=new"), left(Loss.ALL));
    }

    @Test
    void aSyncCoversOnlyWhatHadReturnedWhenItBegan() throws IOException {
        does(new Created(FILE, false), new Synced(ROOT));
        disk.apply(new Trace.Step(10, 12, write("late")));
        disk.apply(new Trace.Step(11, 13, new Synced(FILE)));
        assertEquals(Set.of("file="), left(Loss.ALL));
    }

    @Test
    void aRemovedFileComesBackUntilItsFolderIsSynced() throws IOException {
        does(new Created(FILE, false), new Synced(ROOT), new Removed(FILE));
        assertEquals(Set.of("file="), left(Loss.ALL));
        does(new Synced(ROOT));
        assertEquals(Set.of(), left(Loss.ALL));
    }

    @Test
    void aRenamedFileKeepsItsContent() throws IOException {
        does(new Created(FILE, false), write("a"), new Synced(FILE), new Synced(ROOT), new Renamed(FILE, OTHER));
        assertEquals(Set.of("file=a"), left(Loss.ALL));
        assertEquals(Set.of("other=a"), left(Loss.NOTHING));
    }

    @Test
    void whatWasCutOffIsZeroWhenTheFileGrowsAgain() throws IOException {
        does(new Created(FILE, false), new Synced(ROOT), write("abc"), new Resized(FILE, 1), new Resized(FILE, 2));
        assertEquals(Set.of("file=a\0"), left(Loss.NOTHING));
    }

    @Test
    void aWriteIsTornBetweenItsSectors() throws IOException {
        does(new Created(FILE, false), new Synced(ROOT), write("x".repeat(1_024)));
        Set<String> states = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            states.addAll(left(Loss.SECTORS));
        }
        String half = "x".repeat(512);
        assertEquals(Set.of("file=", "file=" + half, "file=" + "\0".repeat(512) + half, "file=" + half + half), states);
    }

    @Test
    void laterWritesMaySurviveEarlierOnes() throws IOException {
        does(new Created(FILE, false), new Synced(ROOT), write("1"), new Written(FILE, 1, "2".getBytes(UTF_8)));
        Set<String> states = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            states.addAll(left(Loss.EARLIER));
        }
        assertEquals(Set.of("file=", "file=\0002", "file=12"), states);
    }

    @Test
    void readsCallsThatAreInterruptedByOthers() throws IOException {
        String id = "A".repeat(22);
        Path trace = folder.resolve("trace");
        Files.write(
                trace,
                List.of(
                        "7  openat(AT_FDCWD<" + hex("/") + ">, " + quoted(FILE) + ", O_RDWR|O_CREAT, 0644) = 4<"
                                + hex(FILE) + ">",
                        "7  pwrite64(4<" + hex(FILE) + ">, " + quoted("abc") + ", 3, 5 <unfinished ...>",
                        "8  write(1<" + hex("pipe:[1]") + ">, " + quoted(id + "\n") + ", 23) = 23",
                        "7  <... pwrite64 resumed>)           = 2",
                        "8  fsync(4<" + hex(FILE) + "> <unfinished ...>",
                        "7  unlink(" + quoted("/elsewhere") + ") = 0",
                        "7  unlink(" + quoted(OTHER) + ") = -1 ENOENT (No such file or directory)",
                        "8  <... fsync resumed>)              = 0",
                        "7  +++ exited with 0 +++"));
        List<Trace.Step> steps = Trace.read(trace, Path.of(ROOT));
        assertEquals(new Trace.Step(1, 1, new Created(FILE, false)), steps.get(0));
        Written written = (Written) steps.get(1).event();
        assertEquals(List.of(2, 4), List.of(steps.get(1).began(), steps.get(1).ended()));
        assertEquals(List.of("ab", 5L), List.of(new String(written.bytes(), UTF_8), written.offset()));
        assertEquals(new Trace.Step(3, 3, new Acknowledged(id)), steps.get(2));
        assertEquals(new Trace.Step(5, 8, new Synced(FILE)), steps.get(3));
        assertEquals(4, steps.size());
    }

    private void does(DiskEvent... events) {
        for (DiskEvent event : events) {
            line++;
            disk.apply(new Trace.Step(line, line, event));
        }
    }

    private static Written write(String text) {
        return new Written(FILE, 0, text.getBytes(UTF_8));
    }

    private Set<String> left(Loss loss) throws IOException {
        Path target = Files.createTempDirectory(folder, "state");
        disk.leave(target, loss, random);
        Set<String> files = new HashSet<>();
        try (var paths = Files.list(target)) {
            for (Path path : paths.toList()) {
                files.add(path.getFileName() + "=" + Files.readString(path));
            }
        }
        return files;
    }

    private static String quoted(String text) {
        return '"' + hex(text) + '"';
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        IntStream.range(0, text.length()).forEach(i -> hex.append(String.format("\\x%02x", (int) text.charAt(i))));
        return hex.toString();
    }
}
