package dev.consent4j.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A disk of a few megabytes in memory that can be filled to the last byte. Mounting needs root; without, tests skip. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder, int megabytes) {
        String failure =
                run(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()));
        if (!failure.isEmpty()) {
            System.err.println("SKIPPED: no disk can be filled, because mounting one needs root: " + failure);
            Assumptions.abort("no disk can be filled: " + failure);
        }
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Takes all space that is left. */
    void fill() throws IOException {
        byte[] block = new byte[4_096];
        Arrays.fill(block, (byte) 1);
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    /** Gives the space back that {@link #fill} took. */
    void free() throws IOException {
        Files.delete(filler());
    }

    @Override
    public void close() {
        // Detached even if somebody still has a file open on it.
        String failure = run(List.of("umount", "-l", folder.toString()));
        if (!failure.isEmpty()) {
            throw new IllegalStateException("the disk stays mounted: " + failure);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            return code == 0 ? "" : command.get(0) + " ended with " + code + ": " + output.strip();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }
}
