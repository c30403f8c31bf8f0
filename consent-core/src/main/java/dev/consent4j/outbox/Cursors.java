package dev.consent4j.outbox;

import dev.consent4j.store.AppendPlan.Append;
import dev.consent4j.store.Cell;
import dev.consent4j.store.ConsentStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The cells of a store that tell how far listeners are: {@code outbox/<listener>} for each, and {@code outbox} with the
 * names of all there ever were. Thread safe.
 */
final class Cursors {

    private static final String NAMES = "outbox";
    private static final String PREFIX = "outbox/";
    private static final String SEPARATOR = "\n";

    private final ConsentStore store;

    Cursors(ConsentStore store) {
        this.store = store;
    }

    CursorCell read(String listener) {
        return cell(listener, store.cells(List.of(PREFIX + listener)));
    }

    /** Saves a place; adds the name to those known, where another process may have left it out. */
    void save(String listener, CursorCell cursor) {
        Collection<String> names = names();
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell(PREFIX + listener, cursor.toBytes()));
        if (names.add(listener)) {
            cells.add(new Cell(NAMES, String.join(SEPARATOR, names).getBytes(StandardCharsets.UTF_8)));
        }
        store.append(head -> new Append(List.of(), head, List.of(), cells));
    }

    /** What every listener there ever was has been given. */
    List<Cursor> all() {
        Collection<String> names = names();
        Map<String, byte[]> cells =
                store.cells(names.stream().map(name -> PREFIX + name).toList());
        return names.stream()
                .map(name -> {
                    CursorCell cell = cell(name, cells);
                    return new Cursor(name, cell.next(), cell.limit());
                })
                .toList();
    }

    private Collection<String> names() {
        byte[] names = store.cells(List.of(NAMES)).getOrDefault(NAMES, new byte[0]);
        Collection<String> sorted =
                new TreeSet<>(List.of(new String(names, StandardCharsets.UTF_8).split(SEPARATOR, -1)));
        sorted.remove("");
        return sorted;
    }

    private static CursorCell cell(String listener, Map<String, byte[]> cells) {
        byte[] bytes = cells.get(PREFIX + listener);
        return bytes == null ? CursorCell.START : CursorCell.of(listener, bytes);
    }
}
