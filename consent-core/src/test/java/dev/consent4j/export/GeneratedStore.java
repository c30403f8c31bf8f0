package dev.consent4j.export;

import dev.consent4j.contract.TestDecisions;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.json.EntryJson;
import dev.consent4j.ledger.Frontier;
import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoredEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger far larger than the memory: its first entries are made when they are read, those appended are kept. */
final class GeneratedStore implements ConsentStore {

    private static final String PLACE = "AAAAAAAAAAAAAAAAAAAAAA";

    private final long generated;
    private final String template;
    private final TreeHasher hasher = new TreeHasher();
    private final List<StoredEntry> appended = new ArrayList<>();
    private final Map<String, byte[]> cells = new HashMap<>();
    private Head head;

    GeneratedStore(long generated) {
        this.generated = generated;
        this.template = new String(
                new EntryJson()
                        .write(new DecisionRecorded(
                                TestDecisions.decision()
                                        .id(new DecisionId(PLACE))
                                        .choices(Map.of("audience", Choice.GRANTED))
                                        .build(),
                                "test")),
                StandardCharsets.UTF_8);
        Frontier frontier = Frontier.EMPTY;
        for (long i = 0; i < generated; i++) {
            frontier = frontier.append(generated(i).leafHash());
        }
        head = new Head(generated, frontier.toBytes());
    }

    private StoredEntry generated(long index) {
        String id =
                DecisionId.of(ByteBuffer.allocate(16).putLong(index).array()).text();
        byte[] bytes = template.replace(PLACE, id).getBytes(StandardCharsets.UTF_8);
        byte[] salt = ByteBuffer.allocate(TreeHasher.BYTES).putLong(index).array();
        byte[] leaf = new byte[TreeHasher.BYTES];
        hasher.leaf(salt, bytes, 0, bytes.length, leaf);
        return new StoredEntry(index, new EntryKeys("decision", id, null, TestLedger.NOW), leaf, salt, bytes);
    }

    @Override
    public synchronized Head append(AppendPlan plan) {
        AppendPlan.Append append = plan.after(head, this::find);
        append.mustFollow(head);
        appended.addAll(append.entries());
        append.cells().forEach(cell -> cells.put(cell.name(), cell.value()));
        head = append.head();
        return head;
    }

    @Override
    public synchronized Head head() {
        return head;
    }

    @Override
    public synchronized Optional<StoredEntry> byId(String id) {
        return appended.stream().filter(entry -> id.equals(entry.keys().id())).findFirst();
    }

    @Override
    public synchronized List<StoredEntry> read(long from, int limit) {
        List<StoredEntry> page = new ArrayList<>();
        for (long i = from; i < Math.min(from + limit, head.size()); i++) {
            page.add(i < generated ? generated(i) : appended.get((int) (i - generated)));
        }
        return page;
    }

    @Override
    public synchronized List<StoredEntry> find(EntryQuery query) {
        return List.of();
    }

    @Override
    public synchronized Map<String, byte[]> cells(Collection<String> names) {
        Map<String, byte[]> found = new HashMap<>();
        names.forEach(name -> {
            if (cells.containsKey(name)) {
                found.put(name, cells.get(name));
            }
        });
        return found;
    }

    @Override
    public void close() {}
}
