package dev.consent4j.export;

import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.Exported;
import dev.consent4j.json.JsonLine;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Named;
import dev.consent4j.store.StoredEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table (RFC 4180) of what is in scope, one row an entry. A cell that a spreadsheet would take for a formula gets
 * an apostrophe before it.
 */
final class CsvWriter implements RangeWriter {

    private static final Map<String, Function<Decision, String>> OF_A_DECISION = ofADecision();

    /** With these a formula begins, or, behind a control character that is dropped, may begin; or our own mark. */
    private static final String RISKY = "=+-@\t\r\n'";

    private final Function<StoredEntry, LedgerEntry> reader;
    private final long first;
    private final OutputStream out;
    private final StringBuilder row = new StringBuilder();

    CsvWriter(Function<StoredEntry, LedgerEntry> reader, Exported exported, OutputStream out) {
        this.first = exported.range().from();
        this.reader = reader;
        this.out = out;
    }

    private static Map<String, Function<Decision, String>> ofADecision() {
        Map<String, Function<Decision, String>> columns = new LinkedHashMap<>();
        columns.put("action", decision -> decision.action().id());
        columns.put("source", decision -> decision.source().id());
        columns.put("actor", decision -> decision.expression().actor().id());
        columns.put("control", decision -> decision.expression().control().id());
        columns.put("granted", decision -> purposes(decision, true, Choice.GRANTED));
        columns.put("denied", decision -> purposes(decision, true, Choice.DENIED));
        columns.put("carriedOverGranted", decision -> purposes(decision, false, Choice.GRANTED));
        columns.put("carriedOverDenied", decision -> purposes(decision, false, Choice.DENIED));
        columns.put("optOuts", decision -> ids(decision.optOuts()));
        columns.put("policyVersion", Decision::policyVersion);
        columns.put("policyHash", Decision::policyHash);
        columns.put("rendering", decision -> decision.shown().rendering());
        columns.put("language", decision -> decision.shown().language());
        columns.put("jurisdiction", decision -> decision.jurisdiction().code());
        columns.put("regime", Decision::regime);
        columns.put("signals", decision -> ids(decision.signals()));
        columns.put("mode", Decision::mode);
        columns.put("delay", decision -> decision.delay().toString());
        return columns;
    }

    private static String purposes(Decision decision, boolean asked, Choice choice) {
        return decision.answers().entrySet().stream()
                .filter(answer ->
                        answer.getValue().asked() == asked && answer.getValue().choice() == choice)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
    }

    private static String ids(Collection<? extends Named> constants) {
        return constants.stream().map(Named::id).collect(Collectors.joining(" "));
    }

    @Override
    public void begin(long from) throws IOException {
        if (from != first) {
            return;
        }
        for (String name : List.of("index", "state", "kind", "time", "id", "subject", "account")) {
            cell(name);
        }
        OF_A_DECISION.keySet().forEach(this::cell);
        cell("leafHash");
        cell("entry");
        end(row);
    }

    @Override
    public void entry(StoredEntry stored, boolean inScope) throws IOException {
        LedgerEntry.Content content = reader.apply(stored).content();
        if (!inScope && !(content instanceof LedgerEntry.Content.Erased)) {
            return;
        }
        Entry entry = content instanceof LedgerEntry.Content.Intact intact ? intact.entry() : null;
        cell(Long.toString(stored.index()));
        cell(state(content));
        cell(entry == null ? "" : entry.kind().id());
        cell(entry == null ? "" : entry.time().toString());
        cell(entry == null ? "" : entry.id().orElse(""));
        cell(entry == null ? "" : entry.subject().orElse(""));
        cell(entry == null ? "" : entry.account().orElse(""));
        Decision decision = entry instanceof DecisionRecorded recorded ? recorded.decision() : null;
        OF_A_DECISION.values().forEach(column -> cell(decision == null ? "" : column.apply(decision)));
        cell(HexFormat.of().formatHex(stored.leafHash()));
        cell(text(stored.bytes()));
        end(row);
    }

    private static String state(LedgerEntry.Content content) {
        if (content instanceof LedgerEntry.Content.Intact) {
            return "entry";
        } else if (content instanceof LedgerEntry.Content.Erased) {
            return "erased";
        }
        return content instanceof LedgerEntry.Content.Malformed ? "unreadable" : "altered";
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes != null && JsonLine.isObject(bytes) ? new String(bytes, StandardCharsets.UTF_8) : "";
    }

    @Override
    public void absent(long index) throws IOException {
        cell(Long.toString(index));
        cell("missing");
        for (int i = 0; i < OF_A_DECISION.size() + 7; i++) {
            cell("");
        }
        end(row);
    }

    @Override
    public void end() {}

    private void cell(String text) {
        if (!row.isEmpty()) {
            row.append(',');
        }
        String safe = !text.isEmpty() && RISKY.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        row.append('"').append(safe.replace("\"", "\"\"")).append('"');
    }

    private void end(StringBuilder line) throws IOException {
        out.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }
}
