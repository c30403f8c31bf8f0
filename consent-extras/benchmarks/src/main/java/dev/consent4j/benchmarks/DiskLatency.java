package dev.consent4j.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** How long the disk takes to keep one page for certain ({@code fdatasync}), which every durable commit waits for. */
final class DiskLatency {

    private static final int PAGE = 8_192;
    private static final int PAGES = 256;
    private static final double MOST = 0.99;

    private DiskLatency() {}

    /** Measures in a folder: a file is written once, then overwritten page by page, as a write-ahead log is. */
    static List<Line> measure(String name, Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "latency", "");
        List<Double> micros = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(PAGE * PAGES));
            channel.force(true);
            for (int page = 0; page < PAGES; page++) {
                long began = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE), (long) page * PAGE);
                channel.force(false);
                micros.add((System.nanoTime() - began) / 1e3);
            }
        } finally {
            Files.delete(file);
        }
        return List.of(
                Line.beside(
                        name + ", fdatasync of 8 kB, median",
                        Samples.even(List.of(micros)).estimate(),
                        "us"),
                Line.beside(name + ", fdatasync of 8 kB, 99 %", new Samples(List.of(micros), MOST).estimate(), "us"));
    }
}
