package dev.consent4j.export;

import dev.consent4j.entry.EntryCodec;
import dev.consent4j.json.EntryJson;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.SignedNote;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an export in JSON Lines as {@code docs/export-format.md} describes it: with the file alone, without database and
 * server, in one pass. Memory does not grow with the entries, but by 16 bytes for each run of erased or out-of-scope ones.
 * Thread safe.
 */
public final class ExportVerifier {

    private final List<VerifyingKey> keys;
    private final @Nullable SignedNote outside;
    private final EntryCodec codec = new EntryJson();

    private ExportVerifier(List<VerifyingKey> keys, @Nullable SignedNote outside) {
        this.keys = keys;
        this.outside = outside;
    }

    /**
     * A verifier that believes the keys written in the export: it finds whatever was changed by somebody without the key.
     *
     * @return the verifier
     */
    public static ExportVerifier trustingTheExport() {
        return new ExportVerifier(List.of(), null);
    }

    /**
     * A verifier that believes some keys only.
     *
     * @param keys keys of the ledger, got from elsewhere than the export
     * @return the verifier
     */
    public static ExportVerifier trusting(List<VerifyingKey> keys) {
        return new ExportVerifier(List.copyOf(keys), null);
    }

    /**
     * This verifier, comparing with an older checkpoint kept where the ledger's operator cannot write.
     *
     * @param checkpoint the signed checkpoint
     * @return the verifier
     */
    public ExportVerifier against(SignedNote checkpoint) {
        return new ExportVerifier(keys, checkpoint);
    }

    /**
     * Verifies.
     *
     * @param in the export; read to its end, not closed
     * @return what was found, or that it is no export; any bytes give one of the two
     * @throws IOException if the stream cannot be read
     */
    public ExportReading verify(InputStream in) throws IOException {
        LineReader lines = new LineReader(in);
        LineScanner scanner = new LineScanner();
        LineReader.Next first = lines.next();
        if (first != LineReader.Next.LINE) {
            return new ExportReading.Unreadable(noLine(first));
        }
        boolean isText = lines.to() > lines.from() && lines.array()[lines.from()] == '{';
        if (isText && lines.array()[lines.to() - 1] == '\r') {
            return new ExportReading.Unreadable(
                    "line 1 ends with CR LF instead of LF; something on the way took the file"
                            + " for text and changed it, so fetch it again as it is");
        }
        scanner.start(lines.array(), lines.from(), lines.to());
        Optional<ExportHeader> header = ExportHeader.read(scanner, codec);
        if (header.isEmpty()) {
            return new ExportReading.Unreadable(
                    "line 1 is no header of an export in version 1 of the format; only JSON Lines exports are verified");
        }
        boolean trusted = !keys.isEmpty();
        ExportWalk walk =
                new ExportWalk(header.get(), trusted ? keys : header.get().keys(), outside, codec);
        LineReader.Next next = lines.next();
        while (next == LineReader.Next.LINE) {
            scanner.start(lines.array(), lines.from(), lines.to());
            walk.line(scanner, lines.number());
            next = lines.next();
        }
        if (next == LineReader.Next.TOO_LONG) {
            walk.broken(lines.number() + 1, "is longer than " + LineReader.MAX_LINE + " bytes");
        } else if (next == LineReader.Next.UNENDED) {
            walk.cutOff(lines.number() + 1);
        }
        return walk.result(trusted);
    }

    private static String noLine(LineReader.Next first) {
        return switch (first) {
            case END -> "it is empty";
            case TOO_LONG -> "line 1 is longer than " + LineReader.MAX_LINE + " bytes";
            default -> "line 1 has no end, so the file was cut off or is something else";
        };
    }
}
