package dev.consent4j.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {

    private static final String SECRET = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @TempDir
    Path directory;

    @Test
    void isCreatedOnceAndReadThereafter() {
        Path file = directory.resolve("data").resolve("keys");

        Keyring created = Keyring.open(file);
        Keyring read = Keyring.open(file);

        assertSame(created, read);
    }

    @Test
    void isReadableByItsOwnerOnlyAsIsItsDirectory() throws IOException {
        Path file = directory.resolve("data").resolve("keys");
        Keyring.open(file);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void remembersWhichKeysWereTakenOut() {
        Path file = directory.resolve("keys");
        Keyring ring = Keyring.open(file);
        Keyring without = ring.rotated(KeyUse.COOKIE, new SecureRandom())
                .without(KeyUse.COOKIE, ring.current(KeyUse.COOKIE).id());
        without.save(file);

        assertEquals(without.ids(), Keyring.open(file).ids());
        assertEquals(without.retired(), Keyring.open(file).retired());
        assertEquals(1, without.retired().size());
    }

    @Test
    void leavesNothingElseInItsDirectory() throws IOException {
        Path file = directory.resolve("keys");
        Keyring.open(file).rotated(KeyUse.COOKIE, new SecureRandom()).save(file);

        try (var files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void endsWithTheSameKeysWhenSeveralCreateItAtOnce() throws Exception {
        int writers = 8;
        Path file = directory.resolve("keys");
        CyclicBarrier start = new CyclicBarrier(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<Keyring>> tasks = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                tasks.add(() -> {
                    start.await();
                    return Keyring.open(file);
                });
            }
            Keyring kept = null;
            for (Future<Keyring> opened : threads.invokeAll(tasks)) {
                kept = kept == null ? Keyring.open(file) : kept;
                assertSame(kept, opened.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsEveryKeyOfARotatedRingInOrder() {
        Path file = directory.resolve("keys");
        Keyring rotated = Keyring.open(file).rotated(KeyUse.COOKIE, new SecureRandom());

        rotated.save(file);

        assertSame(rotated, Keyring.open(file));
        assertEquals(2, rotated.all(KeyUse.COOKIE).size());
    }

    @Test
    void isRefusedWhenOthersMayReadIt() throws IOException {
        Path file = directory.resolve("keys");
        Keyring.open(file);
        for (String permissions : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

            String message = assertThrows(KeyFileException.class, () -> Keyring.open(file))
                    .getMessage();

            assertTrue(message.contains("chmod 600"), message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|does not begin with|",
                "consent4j-keys 2|does not begin with|",
                "consent4j-keys 1|has no key for 'cookie'|",
                "consent4j-keys 1;cookie 1a2b short|has a line 2 that is not 'use id secret'|",
                "consent4j-keys 1;#;cookie 1A2B SECRET|has a line 3 that is not|",
                "consent4j-keys 1;other 1a2b SECRET|unknown use in line 2|",
                "consent4j-keys 1;cookie 1a2b SECRET;cookie 1a2b SECRET|has the id of line 3 twice|",
                "consent4j-keys 1;cookie 0001 SECRET;token 0001 SECRET;rate 0001 SECRET|has no key for 'account'|"
            })
    void isRefusedWhenMalformed(String text, String problem) throws IOException {
        String message = refusal(text.replace(";", "\n").replace("SECRET", SECRET));

        assertTrue(message.contains(problem), message);
        assertTrue(message.contains("backup"), message);
        assertFalse(message.contains(SECRET), message);
    }

    @Test
    void isRefusedWithTooManyKeys() throws IOException {
        StringBuilder text = new StringBuilder("consent4j-keys 1\n");
        for (int id = 0; id <= Keyring.MAX_KEYS_PER_USE; id++) {
            text.append("cookie 00%02x %s%n".formatted(id, SECRET));
        }

        assertTrue(refusal(text.toString()).contains("more than 16 keys for 'cookie'"));
    }

    @Test
    void isRefusedWhenTooLarge() throws IOException {
        assertTrue(refusal("#".repeat(KeyFile.MAX_BYTES + 1)).contains("larger than"));
    }

    @Test
    void saysWhatToDoWhenItCannotBeReadOrCreatedOrWritten() throws IOException {
        Path notDirectory = Files.writeString(directory.resolve("plain"), "");
        Path folder = Files.createDirectory(
                directory.resolve("folder"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(folder.resolve("inhabitant"), "");

        String created = assertThrows(KeyFileException.class, () -> Keyring.open(notDirectory.resolve("keys")))
                .getMessage();
        String read =
                assertThrows(KeyFileException.class, () -> Keyring.open(folder)).getMessage();
        String written = assertThrows(
                        KeyFileException.class,
                        () -> Keyring.inMemory(new SecureRandom()).save(folder))
                .getMessage();

        assertTrue(created.contains("cannot be created"), created);
        assertTrue(read.contains("cannot be read"), read);
        assertTrue(written.contains("cannot be written"), written);
    }

    @Test
    void ignoresCommentsAndEmptyLines() throws IOException {
        Path file = directory.resolve("keys");
        Keyring created = Keyring.open(file);
        Files.writeString(file, Files.readString(file).replace("\n", "\n\n# note\n"));

        assertSame(created, Keyring.open(file));
    }

    @Test
    void anOlderFileGetsKeysForUsesThatAreNewAndKeepsItsOwn() throws IOException {
        Path file = directory.resolve("keys");
        Keyring created = Keyring.open(file);
        Files.writeString(file, withoutNewUses(Files.readString(file)));

        Keyring completed = Keyring.open(file);

        assertSame(completed, Keyring.open(file));
        assertEquals(
                created.current(KeyUse.COOKIE).text(),
                completed.current(KeyUse.COOKIE).text());
        assertEquals(1, completed.all(KeyUse.SUPPRESSION).size());
        assertEquals(1, completed.all(KeyUse.RECEIPT).size());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void severalThatCompleteAnOlderFileAtOnceEndWithTheSameKeys() throws Exception {
        int writers = 8;
        Path file = directory.resolve("keys");
        Keyring.open(file);
        Files.writeString(file, withoutNewUses(Files.readString(file)));
        CyclicBarrier start = new CyclicBarrier(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<Keyring>> tasks = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                tasks.add(() -> {
                    start.await();
                    return Keyring.open(file);
                });
            }
            for (Future<Keyring> opened : threads.invokeAll(tasks)) {
                assertSame(Keyring.open(file), opened.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String withoutNewUses(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("suppression ") && !line.startsWith("receipt "))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String refusal(String text) throws IOException {
        Path file = directory.resolve("refused");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
        return assertThrows(KeyFileException.class, () -> Keyring.open(file)).getMessage();
    }

    private static void assertSame(Keyring first, Keyring second) {
        assertEquals(text(first), text(second));
        assertNotEquals("", text(first));
    }

    private static String text(Keyring ring) {
        return new KeyText().write(ring);
    }
}
