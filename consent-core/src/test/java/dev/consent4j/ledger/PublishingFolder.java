package dev.consent4j.ledger;

import static dev.consent4j.ledger.PublishTrial.ORIGIN;
import static dev.consent4j.ledger.PublishTrial.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.key.LedgerKeys;
import dev.consent4j.key.Signer;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.Head;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Where processes that publish one ledger note every checkpoint they sign, whether it was given out or not. They share a
 * sink, as processes on one data directory do, and each has another one for itself.
 */
record PublishingFolder(Path folder) {

    private static final Duration DELAY = Duration.ofMillis(5);
    private static final String STOP = "consent4j.stopAt";
    private static final String BLOCK = "\n\n";
    private static final String SIGNED = "signed-";
    private static final String TAKEN = "taken-";
    private static final AtomicInteger REACHED = new AtomicInteger();

    /** The option of a JVM that stops when it comes to a step for the n-th time. */
    static String stopAt(PublishingStep step, int time) {
        return "-D" + STOP + "=" + step + ":" + time;
    }

    /** How a process of this folder publishes. */
    Publishing publishing() {
        return new Publishing(
                ORIGIN,
                false,
                new LedgerKeys(new NotingSigner(PublishTrial.KEYS.current(), mine(SIGNED)), List.of()),
                List.of(new SlowSink(FileCheckpointSink.of(mine(TAKEN))), shared()),
                DELAY);
    }

    /** The store of a process of this folder. */
    ConsentStore stopping(ConsentStore store) {
        return System.getProperty(STOP) == null ? store : new StoppingStore(store);
    }

    /** Whether a process has stopped where it was told to. */
    boolean hasStopped() {
        return Files.exists(stopped());
    }

    /** Everything any process ever signed fits into one chain, which the ledger and the sinks continue. */
    void assertOneChain(ConsentLedger ledger) throws IOException {
        Checkpoint last = said(ledger.publish().orElseThrow());
        assertEquals(ledger.size(), last.size());
        List<Checkpoint> all = new ArrayList<>();
        for (Path notes : files(SIGNED)) {
            List<Checkpoint> signed = signed(notes);
            List<Long> sizes = signed.stream().map(Checkpoint::size).toList();
            assertEquals(sizes.stream().sorted().toList(), sizes, () -> notes + " went back");
            all.addAll(signed);
        }
        SignedChain.assertOne(all, ledger);
        List<FileCheckpointSink> sinks = new ArrayList<>(List.of(shared()));
        files(TAKEN).forEach(file -> sinks.add(FileCheckpointSink.of(file)));
        for (FileCheckpointSink sink : sinks) {
            // A process may have been killed before its sink had a whole one.
            sink.last(ORIGIN).ifPresent(taken -> {
                assertEquals(SignedNote.Check.VERIFIED, taken.check(PublishTrial.KEYS.verifying()));
                assertTrue(all.contains(said(taken)), () -> sink + " has one nobody signed");
            });
        }
        assertEquals(last, said(shared().last(ORIGIN).orElseThrow()));
    }

    private FileCheckpointSink shared() {
        return FileCheckpointSink.of(folder.resolve("shared"));
    }

    private Path mine(String prefix) {
        return folder.resolve(prefix + ProcessHandle.current().pid());
    }

    private Path stopped() {
        return folder.resolve("stopped");
    }

    private List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    private static List<Checkpoint> signed(Path notes) throws IOException {
        String text = Files.readString(notes);
        // A process may have been killed within the last one.
        String whole = text.substring(0, text.lastIndexOf(BLOCK) + 1);
        return Stream.of(whole.split(BLOCK, -1))
                .filter(block -> !block.isBlank())
                .map(block -> block.endsWith("\n") ? block : block + "\n")
                .map(block -> Checkpoint.parse(block).found().orElseThrow())
                .toList();
    }

    private void reach(PublishingStep step) {
        String[] stop = System.getProperty(STOP, ":0").split(":", 2);
        if (!stop[0].equals(step.name()) || REACHED.incrementAndGet() < Integer.parseInt(stop[1])) {
            return;
        }
        try {
            Files.createFile(stopped());
        } catch (FileAlreadyExistsException already) {
            throw new AssertionError("a second one stops", already);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (true) {
            LockSupport.park();
        }
    }

    private final class NotingSigner implements Signer {

        private final Signer signer;
        private final Path notes;

        NotingSigner(Signer signer, Path notes) {
            this.signer = signer;
            this.notes = notes;
        }

        @Override
        public VerifyingKey verifyingKey() {
            return signer.verifyingKey();
        }

        @Override
        public byte[] sign(byte[] message) {
            try (OutputStream file = new FileOutputStream(notes.toFile(), true)) {
                file.write((new String(message, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            reach(PublishingStep.SIGNING);
            return signer.sign(message);
        }
    }

    /** Publishing is the only append with cells here. */
    private final class StoppingStore extends ScriptedStore {

        StoppingStore(ConsentStore kept) {
            super(kept);
        }

        @Override
        public Head append(AppendPlan plan) {
            return super.append(head -> {
                AppendPlan.Append append = plan.after(head);
                if (!append.cells().isEmpty()) {
                    reach(PublishingStep.KEEPING);
                }
                return append;
            });
        }
    }

    private final class SlowSink implements CheckpointSink {

        private final CheckpointSink sink;

        SlowSink(CheckpointSink sink) {
            this.sink = sink;
        }

        @Override
        public void accept(SignedNote checkpoint) throws IOException {
            reach(PublishingStep.GIVING);
            sink.accept(checkpoint);
        }

        @Override
        public Optional<SignedNote> last(String origin) throws IOException {
            return sink.last(origin);
        }

        @Override
        public String place() {
            return sink.place();
        }
    }
}
