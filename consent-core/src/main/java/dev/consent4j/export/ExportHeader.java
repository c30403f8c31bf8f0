package dev.consent4j.export;

import dev.consent4j.entry.EntryCodec;
import dev.consent4j.entry.EntryReading;
import dev.consent4j.entry.Exported;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.policy.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first line of an export.
 *
 * @param origin which ledger it is of
 * @param keys the keys its checkpoints may be signed with, as the exporting site says
 * @param exported what the ledger says about the export
 * @param bytes the bytes of that entry, which must come again below, proven; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
record ExportHeader(String origin, List<VerifyingKey> keys, Exported exported, byte[] bytes) {

    private static final byte[] START = utf8("{\"format\":\"consent4j-export\",\"version\":1,\"origin\":");
    private static final byte[] KEYS = utf8(",\"keys\":[");
    private static final byte[] COMMA = utf8(",");
    private static final byte[] EXPORT = utf8("],\"export\":");
    private static final int MAX_KEYS = 64;

    byte[] line() {
        StringBuilder line = new StringBuilder(new String(START, StandardCharsets.UTF_8));
        line.append(CanonicalJson.write(origin)).append(",\"keys\":");
        line.append(CanonicalJson.write(keys.stream().map(VerifyingKey::text).toList()));
        line.append(",\"export\":").append(new String(bytes, StandardCharsets.UTF_8));
        return utf8(line.append("}\n").toString());
    }

    /** The header a line is; empty if it is none this version knows. */
    static Optional<ExportHeader> read(LineScanner line, EntryCodec codec) {
        if (!line.skip(START)) {
            return Optional.empty();
        }
        String origin = line.string();
        Optional<List<VerifyingKey>> keys = origin == null ? Optional.empty() : keys(line);
        if (origin == null || !VerifyingKey.isName(origin) || keys.isEmpty() || !line.skip(EXPORT)) {
            return Optional.empty();
        }
        byte @Nullable [] bytes = line.member();
        return bytes != null
                        && codec.read(bytes) instanceof EntryReading.Readable readable
                        && readable.entry() instanceof Exported exported
                        && Arrays.equals(codec.write(exported), bytes)
                ? Optional.of(new ExportHeader(origin, keys.get(), exported, bytes))
                : Optional.empty();
    }

    private static Optional<List<VerifyingKey>> keys(LineScanner line) {
        List<VerifyingKey> keys = new ArrayList<>();
        if (!line.skip(KEYS)) {
            return Optional.empty();
        }
        do {
            String text = line.string();
            Optional<VerifyingKey> key = text == null ? Optional.empty() : VerifyingKey.parse(text);
            if (key.isEmpty() || keys.size() == MAX_KEYS) {
                return Optional.empty();
            }
            keys.add(key.get());
        } while (line.skip(COMMA));
        return Optional.of(keys);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
