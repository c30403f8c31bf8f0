package dev.consent4j.export;

import dev.consent4j.decision.Decision;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Exported;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.CanonicalJson;
import dev.consent4j.store.StoredEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes the decisions in scope as one JSON-LD document, a record a line; the first node tells of the export. */
final class DpvWriter implements RangeWriter {

    private final Function<StoredEntry, LedgerEntry> reader;
    private final PolicyTexts policies;
    private final ConsentStates states;
    private final Exported exported;
    private final OutputStream out;

    DpvWriter(ConsentLedger ledger, Function<StoredEntry, LedgerEntry> reader, Exported exported, OutputStream out) {
        this.reader = reader;
        this.policies = new PolicyTexts(ledger);
        this.states = ConsentStates.read(ledger, exported.time());
        this.exported = exported;
        this.out = out;
    }

    @Override
    public void begin(long from) throws IOException {
        if (from != exported.range().from()) {
            return;
        }
        Map<String, Object> about = new TreeMap<>();
        about.put("@id", "urn:consent4j:export:" + exported.export());
        about.put("dct:identifier", exported.export());
        about.put("dct:created", exported.time().toString());
        about.put(
                "dct:description",
                "purpose: " + exported.purpose() + "; recipient: " + exported.recipient() + "; destroy by "
                        + exported.destroyBy());
        write("{\"@context\":" + CanonicalJson.write(ConsentRecord.CONTEXT) + ",\"@graph\":[\n"
                + CanonicalJson.write(about));
    }

    @Override
    public void entry(StoredEntry stored, boolean inScope) throws IOException {
        if (inScope && reader.apply(stored).entry().orElse(null) instanceof DecisionRecorded recorded) {
            Decision decision = recorded.decision();
            SubjectId subject = decision.subject();
            ConsentRecord node = new ConsentRecord(decision, policies.find(decision.policyHash()), states);
            write(",\n"
                    + CanonicalJson.write(
                            node.members(subject == null ? "" : "urn:consent4j:subject:" + subject.text())));
        }
    }

    @Override
    public void absent(long index) {}

    @Override
    public void end() throws IOException {
        write("\n]}\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
