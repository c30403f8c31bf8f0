package dev.consent4j.export;

import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.Publishing;
import dev.consent4j.ledger.SignedNote;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreException;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an export needs of a ledger's tree: who signs it, what was signed, and the roots of subtrees. */
final class LedgerTree {

    private static final int PAGE = 256;

    /** Below this height a root is computed. */
    private static final int FROM_LEAVES = 6;

    private final ConsentLedger ledger;

    LedgerTree(ConsentLedger ledger) {
        this.ledger = ledger;
    }

    private Publishing publishing() {
        return ledger.publishedAs()
                .orElseThrow(() -> new IllegalStateException(
                        "the ledger has no signing key, so that nothing of it can be verified"));
    }

    /** The ledger's name in checkpoints. */
    String origin() {
        return publishing().origin();
    }

    /** The keys that its checkpoints may be signed with. */
    List<VerifyingKey> keys() {
        return publishing().keys().verifying();
    }

    /** Publishes what is not covered yet, if it may be signed; the last signed checkpoint, empty if there is none. */
    Optional<SignedNote> publish() {
        try {
            return ledger.publish();
        } catch (StoreException contradicted) {
            // The export says what there is; the verifier says what is wrong with it, and which span nothing covers.
            return ledger.checkpoint();
        }
    }

    /** The roots of the largest full subtrees between two indexes, in order. */
    List<byte[]> roots(long from, long to) {
        List<byte[]> roots = new ArrayList<>();
        TreeHasher hasher = new TreeHasher();
        long at = from;
        while (at < to) {
            int height = RunningTree.levelOf(at, to);
            roots.add(height < FROM_LEAVES ? ofFew(hasher, at, height) : ofMany(hasher, at, height));
            at += 1L << height;
        }
        return roots;
    }

    /** A few leaves cost as much as a tile, and are there before the tile is. */
    private byte[] ofFew(TreeHasher hasher, long from, int height) {
        try {
            return root(hasher, from, from + (1L << height));
        } catch (StoreCorruptedException incomplete) {
            return ledger.subtreeRoot(height, from >> height);
        }
    }

    private byte[] ofMany(TreeHasher hasher, long from, int height) {
        try {
            return ledger.subtreeRoot(height, from >> height);
        } catch (StoreCorruptedException notCovered) {
            return root(hasher, from, from + (1L << height));
        }
    }

    /** From the leaf hashes, for what no tile covers. */
    private byte[] root(TreeHasher hasher, long from, long to) {
        RunningTree tree = new RunningTree(hasher);
        long next = from;
        while (next < to) {
            List<StoredEntry> page = ledger.stored(next, (int) Math.min(PAGE, to - next));
            for (StoredEntry stored : page) {
                if (stored.index() == next && stored.leafHash().length == TreeHasher.BYTES) {
                    tree.append(stored.leafHash());
                    next++;
                }
            }
            if (tree.size() != next - from
                    || page.isEmpty()
                    || page.get(page.size() - 1).index() != next - 1) {
                throw new StoreCorruptedException("the store holds no leaf hash at index " + next, null);
            }
        }
        return tree.root();
    }
}
