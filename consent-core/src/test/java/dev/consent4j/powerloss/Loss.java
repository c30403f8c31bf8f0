package dev.consent4j.powerloss;

import dev.consent4j.powerloss.DiskEvent.Change;
import dev.consent4j.powerloss.DiskEvent.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a power failure does to changes that were not synced. */
enum Loss {
    /** None of them reached the disk. */
    ALL {
        @Override
        List<Change> survivors(List<Change> unsynced, Random random) {
            return List.of();
        }
    },
    /** All of them did, as after a mere kill. */
    NOTHING {
        @Override
        List<Change> survivors(List<Change> unsynced, Random random) {
            return unsynced;
        }
    },
    /** Some did. */
    SOME {
        @Override
        List<Change> survivors(List<Change> unsynced, Random random) {
            return unsynced.stream().filter(change -> random.nextBoolean()).toList();
        }
    },
    /** Only later ones did, and earlier ones did not: the disk wrote backwards. */
    EARLIER {
        @Override
        List<Change> survivors(List<Change> unsynced, Random random) {
            return unsynced.subList(random.nextInt(unsynced.size() + 1), unsynced.size());
        }
    },
    /** Some did, in another order. */
    ORDER {
        @Override
        List<Change> survivors(List<Change> unsynced, Random random) {
            List<Change> shuffled = new ArrayList<>(SOME.survivors(unsynced, random));
            Collections.shuffle(shuffled, random);
            return shuffled;
        }
    },
    /** Of each write, some sectors of 512 bytes did. */
    SECTORS {
        @Override
        List<Change> survivors(List<Change> unsynced, Random random) {
            return torn(unsynced, 512, random);
        }
    },
    /** Of each write, some blocks of 4,096 bytes did. */
    BLOCKS {
        @Override
        List<Change> survivors(List<Change> unsynced, Random random) {
            return torn(unsynced, 4_096, random);
        }
    };

    /** The changes of one file that survive, in the order in which they take effect. */
    abstract List<Change> survivors(List<Change> unsynced, Random random);

    /** Whether the creation, removal or renaming of a file survives; the order of those that do is kept. */
    boolean keepsName(Random random) {
        return this == NOTHING || (this != ALL && random.nextBoolean());
    }

    private static List<Change> torn(List<Change> unsynced, int sector, Random random) {
        List<Change> pieces = new ArrayList<>();
        for (Change change : unsynced) {
            if (change instanceof Written written) {
                pieces.addAll(pieces(written, sector));
            } else {
                pieces.add(change);
            }
        }
        return SOME.survivors(pieces, random);
    }

    private static List<Change> pieces(Written written, int sector) {
        List<Change> pieces = new ArrayList<>();
        int from = 0;
        while (from < written.bytes().length) {
            long offset = written.offset() + from;
            int to = (int) Math.min(written.bytes().length, from + sector - offset % sector);
            pieces.add(new Written(written.file(), offset, Arrays.copyOfRange(written.bytes(), from, to)));
            from = to;
        }
        return pieces;
    }
}
