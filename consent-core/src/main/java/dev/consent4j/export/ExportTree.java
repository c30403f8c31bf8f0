package dev.consent4j.export;

import dev.consent4j.export.Verification.Outside;
import dev.consent4j.export.Verification.Outside.Result;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.Checkpoint;
import dev.consent4j.ledger.SignedNote;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tree that the lines of an export give, and the checkpoints it is compared with. Used by one walk. */
final class ExportTree {

    private static final long NONE = -1;

    private final String origin;
    private final List<VerifyingKey> keys;
    private final RunningTree tree;
    private final ExportFindings findings;
    private final @Nullable Checkpoint older;
    private final long olderSize;
    private Outside outside;
    private long position;
    private boolean whole = true;
    private @Nullable Checkpoint covering;

    ExportTree(
            String origin,
            List<VerifyingKey> keys,
            @Nullable SignedNote outside,
            TreeHasher hasher,
            ExportFindings findings) {
        this.origin = origin;
        this.keys = keys;
        this.findings = findings;
        this.tree = new RunningTree(hasher);
        Optional<Checkpoint> signed = outside == null ? Optional.empty() : ours(outside);
        this.older = signed.orElse(null);
        this.olderSize = signed.map(Checkpoint::size).orElse(NONE);
        this.outside = outside == null
                ? Outside.NONE
                : signed.map(checkpoint -> new Outside(Result.BEYOND_THE_END, checkpoint.size()))
                        .orElse(new Outside(Result.NOT_OURS, 0));
        compare();
    }

    /** The checkpoint of a note that is of this ledger and signed by one of its keys. */
    private Optional<Checkpoint> ours(SignedNote note) {
        return note.check(keys) == SignedNote.Check.VERIFIED
                ? Checkpoint.parse(note.text())
                        .found()
                        .filter(checkpoint -> checkpoint.origin().equals(origin))
                : Optional.empty();
    }

    long position() {
        return position;
    }

    void leaf(byte[] hash) {
        if (whole) {
            tree.append(hash);
        }
        position++;
        compare();
    }

    void subtree(int level, byte[] root) {
        if (whole) {
            tree.append(level, root);
        }
        position += 1L << level;
        if (position > olderSize && outside.result() == Result.BEYOND_THE_END) {
            outside = new Outside(Result.NOT_COMPARABLE, olderSize);
        }
        compare();
    }

    /** Goes on at a later index; without the leaf hashes between, no root can be computed any more. */
    void jump(long index) {
        whole = false;
        position = index;
        if (position >= olderSize && outside.result() == Result.BEYOND_THE_END) {
            outside = new Outside(Result.NOT_COMPARABLE, olderSize);
        }
    }

    private void compare() {
        if (position != olderSize || older == null) {
            return;
        }
        if (!whole) {
            outside = new Outside(Result.NOT_COMPARABLE, olderSize);
        } else {
            boolean same = Arrays.equals(tree.root(), older.root());
            outside = new Outside(same ? Result.CONSISTENT : Result.DIFFERENT, olderSize);
        }
    }

    void checkpoint(String text, long number) {
        Optional<Checkpoint> signed = SignedNote.parse(text).found().flatMap(this::ours);
        if (signed.isEmpty()) {
            findings.altered(number, "holds no checkpoint of " + origin + " signed by a key of it");
        } else if (signed.get().size() != position) {
            findings.altered(number, "holds the checkpoint of " + signed.get().size() + " entries behind " + position);
        } else if (!whole) {
            findings.uncheckable(number, position);
        } else if (!Arrays.equals(tree.root(), signed.get().root())) {
            findings.altered(
                    number,
                    "holds the checkpoint of " + position
                            + " entries, which says that they were other ones: something from " + covered()
                            + " on was changed");
        } else {
            covering = signed.get();
        }
    }

    private long covered() {
        return covering == null ? 0 : covering.size();
    }

    @Nullable
    Checkpoint covering() {
        return covering;
    }

    Outside outside() {
        return outside;
    }
}
