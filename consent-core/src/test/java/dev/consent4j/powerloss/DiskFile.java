package dev.consent4j.powerloss;

import dev.consent4j.powerloss.DiskEvent.Change;
import dev.consent4j.powerloss.DiskEvent.Resized;
import dev.consent4j.powerloss.DiskEvent.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** A file on a disk: what is durable, and the changes since that are not. */
final class DiskFile {

    private byte[] durable = new byte[0];
    private final List<Unsynced> unsynced = new ArrayList<>();

    private record Unsynced(Change change, int ended) {}

    void change(Change change, int ended) {
        unsynced.add(new Unsynced(change, ended));
    }

    /** What had returned before the sync began is durable; a write beside the sync may not be. */
    void sync(int began) {
        List<Change> covered = new ArrayList<>();
        for (Iterator<Unsynced> all = unsynced.iterator(); all.hasNext(); ) {
            Unsynced one = all.next();
            if (one.ended() <= began) {
                covered.add(one.change());
                all.remove();
            }
        }
        durable = with(covered);
    }

    boolean isSynced() {
        return unsynced.isEmpty();
    }

    /** The content a disk could hold after a power failure now. */
    byte[] after(Loss loss, Random random) {
        return with(loss.survivors(unsynced.stream().map(Unsynced::change).toList(), random));
    }

    private byte[] with(List<Change> changes) {
        long size = durable.length;
        long most = size;
        for (Change change : changes) {
            size = sizeAfter(size, change);
            most = Math.max(most, size);
        }
        byte[] content = Arrays.copyOf(durable, Math.toIntExact(most));
        int end = durable.length;
        for (Change change : changes) {
            int next = Math.toIntExact(sizeAfter(end, change));
            if (next < end) {
                // What is cut off must read as zero if the file grows again.
                Arrays.fill(content, next, end, (byte) 0);
            }
            if (change instanceof Written written) {
                System.arraycopy(written.bytes(), 0, content, (int) written.offset(), written.bytes().length);
            }
            end = next;
        }
        return Arrays.copyOf(content, end);
    }

    private static long sizeAfter(long size, Change change) {
        return change instanceof Resized resized
                ? resized.size()
                : Math.max(size, ((Written) change).offset() + ((Written) change).bytes().length);
    }
}
