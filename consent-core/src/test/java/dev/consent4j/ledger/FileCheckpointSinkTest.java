package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointSinkTest {

    private static final String SHOP = "example.org/consent/shop";
    private static final String BLOG = "example.org/consent/blog";

    @TempDir
    Path directory;

    private Path file;
    private FileCheckpointSink sink;

    @BeforeEach
    void open() {
        file = directory.resolve("checkpoints");
        sink = FileCheckpointSink.of(file);
    }

    @Test
    void givesBackTheLastCheckpointOfAnOriginAlsoInAnotherProcess() throws IOException {
        assertEquals(Optional.empty(), sink.last(SHOP));

        sink.accept(note(SHOP, 1));
        sink.accept(note(BLOG, 7));
        sink.accept(note(SHOP, 2));

        assertEquals(Optional.of(note(SHOP, 2)), FileCheckpointSink.of(file).last(SHOP));
        assertEquals(Optional.of(note(BLOG, 7)), sink.last(BLOG));
        assertEquals(Optional.empty(), sink.last("example.org"));
        assertTrue(Files.readString(file).startsWith(note(SHOP, 1) + "\n"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void neverRewritesAndTakesNothingThatIsNotNewer() throws IOException {
        sink.accept(note(SHOP, 5));
        String before = Files.readString(file);

        sink.accept(note(SHOP, 5));
        sink.accept(note(SHOP, 4));
        assertEquals(before, Files.readString(file));
        sink.accept(note(SHOP, 6));

        assertTrue(Files.readString(file).startsWith(before));
    }

    /** Making a file so needs root; without, this is skipped. */
    @Test
    void writesToAFileThatOnlyGrows() throws Exception {
        sink.accept(note(SHOP, 1));
        Assumptions.assumeTrue(changes("+a"), "no file can be made to grow only");
        try {
            assertThrows(IOException.class, () -> Files.writeString(file, "", StandardOpenOption.WRITE));
            sink.accept(note(SHOP, 2));
            assertEquals(Optional.of(note(SHOP, 2)), sink.last(SHOP));
        } finally {
            assertTrue(changes("-a"));
        }
    }

    private boolean changes(String attribute) throws IOException, InterruptedException {
        return new ProcessBuilder("chattr", attribute, file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void goesOnAfterACheckpointTornByAPowerFailure() throws IOException {
        sink.accept(note(SHOP, 1));
        String whole = Files.readString(file);
        String next = "\n" + note(SHOP, 2) + "\n";
        for (int length = 0; length < next.length(); length += 17) {
            Files.writeString(file, whole + next.substring(0, length));

            assertEquals(Optional.of(note(SHOP, 1)), sink.last(SHOP));
            sink.accept(note(SHOP, 3));

            assertEquals(Optional.of(note(SHOP, 3)), sink.last(SHOP), "torn after " + length);
        }
    }

    @Test
    void passesOverACheckpointThatWasSpoiltAndKnowsTheOneBefore() throws IOException {
        sink.accept(note(SHOP, 1));
        String spoilt = note(SHOP, 2).toString().replaceAll("=*\n$", "?\n");
        Files.writeString(file, "\n" + spoilt + "\n", StandardOpenOption.APPEND);

        assertEquals(Optional.of(note(SHOP, 1)), sink.last(SHOP));
    }

    @Test
    void findsTheLastCheckpointOfAnOriginFarFromTheEnd() throws IOException {
        sink.accept(note(BLOG, 1));
        String other = note(SHOP, 1) + "\n\n";
        for (int written = 0; written < 200_000; written += other.length()) {
            Files.writeString(file, other, StandardOpenOption.APPEND);
        }

        assertEquals(Optional.of(note(BLOG, 1)), sink.last(BLOG));
        assertEquals(Optional.empty(), sink.last("example.org/other"));
    }

    @Test
    void severalAtOnceKeepWholeCheckpointsInOrder() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int size = 1; size <= 12; size++) {
                SignedNote note = note(SHOP, size);
                tasks.add(() -> {
                    FileCheckpointSink.of(file).accept(note);
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(Optional.of(note(SHOP, 12)), sink.last(SHOP));
    }

    @Test
    void createsItsDirectoryForItsOwnerOnly() throws IOException {
        Path deeper = directory.resolve("outside").resolve("checkpoints");
        FileCheckpointSink.of(deeper).accept(note(SHOP, 1));

        assertEquals(Optional.of(note(SHOP, 1)), FileCheckpointSink.of(deeper).last(SHOP));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(deeper.getParent())));
    }

    @Test
    void saysWhenItCannotBeWrittenOrIsGivenSomethingElse() throws IOException {
        FileCheckpointSink nowhere = FileCheckpointSink.of(
                Files.writeString(directory.resolve("plain"), "").resolve("file"));
        SignedNote other = SignedNote.sign("no checkpoint\n", SigningKey.of(SHOP, SignedNoteTest.seed(1)));

        assertThrows(IOException.class, () -> nowhere.accept(note(SHOP, 1)));
        assertThrows(IOException.class, () -> sink.accept(other));
    }

    static SignedNote note(String origin, long size) {
        return SignedNote.sign(
                new Checkpoint(origin, size, MerkleHash.emptyRoot()).text(),
                SigningKey.of(origin, SignedNoteTest.seed(1)));
    }
}
