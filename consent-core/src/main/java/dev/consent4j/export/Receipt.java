package dev.consent4j.export;

import dev.consent4j.decision.DecisionId;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Entry;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.EntryProof;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.ledger.Publishing;
import dev.consent4j.ledger.SignedNote;
import dev.consent4j.policy.CanonicalJson;
import dev.consent4j.store.StoredEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a person keeps of a decision (ISO/IEC TS 27560, receipt): a signed statement of what was decided, and the proof that
 * the ledger holds it. It carries a pseudonym of its own, so that receipts of one person cannot be joined.
 *
 * @param json the receipt, which may be shown to anybody
 * @param opening the salt and the bytes of the ledger's entry, by which anybody can check that the entry is what the
 *     statement says; names the person's pseudonym, so it is for the person alone
 */
public record Receipt(String json, String opening) {

    static final String FORMAT = "consent4j-receipt";
    static final int VERSION = 1;
    private static final int PSEUDONYM_BYTES = 16;

    /** What one receipt is made of. */
    private record Parts(DecisionRecorded recorded, StoredEntry stored, EntryProof proof, Publishing publishing) {}

    /**
     * The receipt of a decision.
     *
     * @param ledger the ledger that holds it; published first if no checkpoint covers the decision yet
     * @param keys the ring that holds the receipt key
     * @param id the decision
     * @param now the time of issue
     * @return the receipt; empty if the ledger holds no such decision, or never publishes
     * @throws dev.consent4j.store.StoreException if the ledger cannot be read or published now
     */
    public static Optional<Receipt> of(ConsentLedger ledger, Keyring keys, DecisionId id, Instant now) {
        Optional<LedgerEntry> found = ledger.find(id.text());
        Optional<Entry> entry = found.flatMap(LedgerEntry::entry);
        Optional<Publishing> publishing = ledger.publishedAs();
        if (publishing.isEmpty() || entry.isEmpty() || !(entry.get() instanceof DecisionRecorded recorded)) {
            return Optional.empty();
        }
        long index = found.get().index();
        Optional<EntryProof> proof = ledger.prove(index).or(() -> {
            ledger.publish();
            return ledger.prove(index);
        });
        return ledger.stored(index, 1).stream()
                .filter(stored -> stored.index() == index && stored.bytes() != null && stored.salt() != null)
                .findFirst()
                .flatMap(stored -> proof.map(proven -> new Parts(recorded, stored, proven, publishing.get())))
                .map(parts -> receipt(parts, ledger, keys, now));
    }

    private static Receipt receipt(Parts parts, ConsentLedger ledger, Keyring keys, Instant now) {
        String statement = CanonicalJson.write(statement(parts, ledger, keys, now));
        SignedNote note =
                SignedNote.sign(signedText(statement), parts.publishing().keys().current());
        Map<String, String> members = new TreeMap<>();
        members.put("format", CanonicalJson.write(FORMAT));
        members.put("version", Integer.toString(VERSION));
        members.put(
                "keys",
                CanonicalJson.write(parts.publishing().keys().verifying().stream()
                        .map(VerifyingKey::text)
                        .toList()));
        members.put("proof", CanonicalJson.write(parts.proof().text()));
        members.put(
                "signature",
                CanonicalJson.write(note.toString().substring(note.text().length() + 1)));
        members.put("statement", statement);
        StringBuilder json = new StringBuilder();
        members.forEach((name, value) -> json.append(json.isEmpty() ? "{\n" : ",\n")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
        return new Receipt(json.append("\n}\n").toString(), opening(parts.stored()));
    }

    /** What is signed: no checkpoint has such a second line, so neither can be passed off as the other. */
    static String signedText(String statement) {
        return FORMAT + "/" + VERSION + "\n" + statement + "\n";
    }

    private static Map<String, Object> statement(Parts parts, ConsentLedger ledger, Keyring keys, Instant now) {
        String pseudonym = pseudonym(keys, parts.recorded().decision().id());
        Map<String, Object> statement = new TreeMap<>();
        statement.put("receipt", pseudonym);
        statement.put("created", now.truncatedTo(ChronoUnit.SECONDS).toString());
        statement.put("ledger", parts.publishing().origin());
        statement.put("index", parts.stored().index());
        statement.put("leaf", HexFormat.of().formatHex(parts.stored().leafHash()));
        ConsentRecord record = new ConsentRecord(
                parts.recorded().decision(),
                new PolicyTexts(ledger).find(parts.recorded().decision().policyHash()),
                ConsentStates.read(ledger, now));
        Map<String, Object> members = record.members("urn:consent4j:receipt:" + pseudonym);
        members.put("@context", ConsentRecord.CONTEXT);
        statement.put("record", members);
        return statement;
    }

    /** A pseudonym for one decision only; who has no key cannot tell whose it is. */
    private static String pseudonym(Keyring keys, DecisionId id) {
        byte[] code = keys.current(KeyUse.RECEIPT).mac(id.text().getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(code, PSEUDONYM_BYTES));
    }

    /** The entry's line, as an export holds it. */
    private static String opening(StoredEntry stored) {
        byte[] salt = stored.salt();
        byte[] bytes = stored.bytes();
        if (salt == null || bytes == null) {
            return "";
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List.of(
                        "{\"index\":" + stored.index(),
                        ",\"leaf\":\"" + HexFormat.of().formatHex(stored.leafHash()),
                        "\",\"salt\":\"" + HexFormat.of().formatHex(salt),
                        "\",\"entry\":")
                .forEach(part -> out.writeBytes(part.getBytes(StandardCharsets.UTF_8)));
        out.writeBytes(bytes);
        out.writeBytes("}\n".getBytes(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
