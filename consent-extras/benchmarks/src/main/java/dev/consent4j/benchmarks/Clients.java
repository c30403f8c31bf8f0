package dev.consent4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Threads that each do the next piece of work as soon as the last is done, as connected clients do. */
final class Clients implements AutoCloseable {

    private final int count;
    private final ExecutorService threads;

    Clients(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "client");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does all pieces.
     *
     * @param pieces the work
     * @param task does a piece; its first argument is the client's number
     * @return pieces a second
     */
    <T> double rate(List<T> pieces, BiConsumer<Integer, T> task) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        long began = System.nanoTime();
        for (int client = 0; client < count; client++) {
            int number = client;
            running.add(threads.submit(() -> {
                for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
                    task.accept(number, pieces.get(i));
                }
            }));
        }
        for (Future<?> each : running) {
            join(each);
        }
        return pieces.size() / ((System.nanoTime() - began) / 1e9);
    }

    private static void join(Future<?> each) {
        try {
            each.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while it measures.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A client failed.", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
