package dev.consent4j.export;

import dev.consent4j.entry.EntryCodec;
import dev.consent4j.entry.EntryReading;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.SignedNote;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk over the lines of an export, which counts what fits and what does not. Used once, by one thread. */
final class ExportWalk {

    private static final byte[] ERASURE = "\"kind\":\"erasure\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PURGE = "\"kind\":\"retention-purge\"".getBytes(StandardCharsets.UTF_8);

    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final ExportHeader header;
    private final IndexRange range;
    private final boolean scoped;
    private final EntryCodec codec;
    private final TreeHasher hasher = new TreeHasher();
    private final ExportTree tree;
    private final ExportFindings findings = new ExportFindings();
    private final IndexRuns opened = new IndexRuns();
    private final IndexRuns emptied = new IndexRuns();
    private final IndexRuns erasures = new IndexRuns();
    private final byte[] leaf = new byte[TreeHasher.BYTES];
    private final byte[] salt = new byte[TreeHasher.BYTES];
    private final byte[] computed = new byte[TreeHasher.BYTES];
    private long verified;
    private long closed;
    private long missing;
    private long altered;
    private long broken;
    private boolean exportProven;
    private boolean ended;

    ExportWalk(ExportHeader header, List<VerifyingKey> keys, @Nullable SignedNote outside, EntryCodec codec) {
        this.header = header;
        this.range = header.exported().range();
        this.scoped = !header.exported().scope().equals(ExportScope.ALL_TEXT);
        this.codec = codec;
        this.tree = new ExportTree(header.origin(), keys, outside, hasher, findings);
    }

    void line(LineScanner line, long number) {
        if (ended) {
            broken(number, "stands behind the last line");
        } else if (line.skip(ExportItems.INDEX)) {
            entry(line, number);
        } else if (line.skip(ExportItems.FROM)) {
            gap(line, number);
        } else if (line.skip(ExportItems.CHECKPOINT)) {
            String note = line.string();
            if (note == null || !line.skip(ExportItems.END_NUMBER) || !line.atEnd()) {
                broken(number, "is no checkpoint");
            } else {
                tree.checkpoint(note, number);
            }
        } else if (line.skip(ExportItems.END)) {
            long size = line.number();
            if (size != tree.position() || !line.skip(ExportItems.END_NUMBER) || !line.atEnd()) {
                broken(number, "does not end the export at entry " + tree.position());
            }
            ended = true;
        } else {
            broken(number, "is none of the lines an export has");
        }
    }

    /** Something that is no line of an export; whether it stands for an entry, the index after it will say. */
    void broken(long number, String problem) {
        findings.altered(number, problem);
        if (!ended && range.contains(tree.position())) {
            findings.offending(tree.position());
        }
        broken++;
    }

    void cutOff(long number) {
        findings.missing(number, "is cut off");
    }

    private void entry(LineScanner line, long number) {
        long index = line.number();
        if (index < 0) {
            broken(number, "has no index");
            return;
        }
        if (index != tree.position() && !jump(index, number)) {
            return;
        }
        if (line.skip(ExportItems.END_NUMBER) && line.atEnd()) {
            findings.missing(number, "says that the store holds nothing at index " + index);
            missingAt(index);
            tree.jump(index + 1);
        } else if (line.skip(ExportItems.LEAF) && line.hash(leaf)) {
            content(line, index, number);
        } else {
            broken(number, "is no entry");
        }
    }

    /** Goes on at an index that is not the next one; false if it lies behind. */
    private boolean jump(long index, long number) {
        if (index < tree.position()) {
            findings.altered(number, "repeats index " + index + " where " + tree.position() + " should come");
            findings.offending(index);
            return false;
        }
        if (index - tree.position() > broken) {
            findings.missing(number, "has index " + index + " where " + tree.position() + " should come");
        }
        skippedTo(index);
        tree.jump(index);
        return true;
    }

    /** Counts the entries of the range that did not come: as altered where a broken line stands, else as missing. */
    private void skippedTo(long index) {
        long from = Math.max(tree.position(), range.from());
        long skipped = Math.min(index, range.to()) - from;
        if (skipped > 0) {
            long spoilt = Math.min(skipped, broken);
            altered += spoilt;
            missing += skipped - spoilt;
            findings.offending(from);
        }
        broken = 0;
    }

    private void content(LineScanner line, long index, long number) {
        boolean inRange = range.contains(index);
        if (line.skip(ExportItems.SALT) && line.hash(salt)) {
            opened(line, index, number);
        } else if (inRange && line.skip(ExportItems.END_QUOTED) && line.atEnd()) {
            emptied.add(index, index + 1);
            tree.leaf(leaf);
        } else if (inRange && scoped && line.skip(ExportItems.CLOSED) && line.atEnd()) {
            closed++;
            tree.leaf(leaf);
        } else {
            broken(number, "is no entry");
        }
    }

    private void opened(LineScanner line, long index, long number) {
        byte[] array = line.array();
        int from;
        int length;
        if (line.skip(ExportItems.ENTRY) && line.endsWithBrace()) {
            from = line.at();
            length = line.remaining() - 1;
        } else {
            byte[] decoded = line.skip(ExportItems.BYTES) ? decoded(line) : null;
            if (decoded == null) {
                broken(number, "is no entry");
                return;
            }
            array = decoded;
            from = 0;
            length = decoded.length;
        }
        hasher.leaf(salt, array, from, length, computed);
        if (!Arrays.equals(computed, leaf)) {
            findings.altered(number, "has bytes that do not fit the leaf hash of index " + index);
            alteredAt(index);
        } else {
            if (range.contains(index)) {
                verified++;
                opened.add(index, index + 1);
            }
            exportProven |= Arrays.equals(array, from, from + length, header.bytes(), 0, header.bytes().length);
            erasures(array, from, length, index);
        }
        tree.leaf(leaf);
    }

    private static byte @Nullable [] decoded(LineScanner line) {
        byte[] text = line.quoted();
        if (text == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Arrays.equals(Base64.getEncoder().encode(bytes), text) ? bytes : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private void erasures(byte[] array, int from, int length, long index) {
        if (contains(array, from, length, ERASURE) || contains(array, from, length, PURGE)) {
            erasures(Arrays.copyOfRange(array, from, from + length), index);
        }
    }

    /** Only what is, byte for byte, how such an entry is written accounts for anything, so that all verifiers agree. */
    private void erasures(byte[] bytes, long index) {
        if (codec.read(bytes) instanceof EntryReading.Readable readable
                && readable.entry() instanceof Erased erased
                && Arrays.equals(codec.write(erased), bytes)
                && erased.time().isBefore(YEAR_10000)
                && !erased.time().isBefore(YEAR_0)) {
            for (IndexRange each : erased.ranges()) {
                if (each.from() < index) {
                    erasures.add(each.from(), Math.min(each.to(), index));
                }
            }
        }
    }

    private static boolean contains(byte[] array, int from, int length, byte[] wanted) {
        int last = from + length - wanted.length;
        for (int i = from; i <= last; i++) {
            // The eighth and ninth bytes tell the two kinds from each other and from most of what stands in an entry.
            if (array[i + 8] == wanted[8]
                    && array[i + 9] == wanted[9]
                    && Arrays.equals(array, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private void gap(LineScanner line, long number) {
        long from = line.number();
        long to = line.skip(ExportItems.TO) ? line.number() : -1;
        boolean outOfRange = to <= range.from() || from >= range.to();
        if (from != tree.position() || to <= from || !outOfRange) {
            broken(number, "leaves entries out where none may be left out");
            return;
        }
        byte[] separator = ExportItems.HASHES;
        long at = from;
        while (at < to) {
            if (!line.skip(separator) || !line.hash(leaf)) {
                broken(number, "lacks a hash");
                return;
            }
            int level = RunningTree.levelOf(at, to);
            tree.subtree(level, leaf);
            at += 1L << level;
            separator = ExportItems.NEXT_HASH;
        }
        if (!line.skip(ExportItems.END_HASHES) || !line.atEnd()) {
            broken(number, "holds more than its hashes");
        }
    }

    private void alteredAt(long index) {
        altered++;
        findings.offending(index);
    }

    private void missingAt(long index) {
        if (range.contains(index)) {
            missing++;
            findings.offending(index);
        }
    }

    Verification result(boolean trusted) {
        if (ended && range.to() - tree.position() > broken) {
            findings.endsEarly(tree.position(), range.to());
        }
        skippedTo(range.to());
        IndexRuns unaccounted = emptied.without(erasures);
        if (unaccounted.total() > 0) {
            findings.unaccounted(unaccounted);
            missing += unaccounted.total();
        }
        if (!ended) {
            findings.unended();
        }
        if (!exportProven) {
            findings.headerUnproven();
        }
        Verification.Counts counts = new Verification.Counts(
                verified,
                closed,
                emptied.total() - unaccounted.total(),
                missing,
                altered,
                opened.total() - opened.without(erasures).total());
        Verification.Outside outside = tree.outside();
        return findings.verification(header, counts, tree, ended, trusted, outside);
    }
}
