package dev.consent4j.ledger;

import dev.consent4j.store.AppendPlan;
import dev.consent4j.store.Cell;
import dev.consent4j.store.Head;
import java.util.List;

/** Keeps cells, unless another process has published meanwhile; appends no entry. */
final class PublishPlan implements AppendPlan {

    private final long seen;
    private final long published;
    private final List<Cell> cells;
    private boolean first;

    private PublishPlan(long seen, long published, List<Cell> cells) {
        this.seen = seen;
        this.published = published;
        this.cells = cells;
    }

    /** Full tiles, of which none counts before a checkpoint covers it. */
    static PublishPlan tiles(long seen, List<Cell> cells) {
        return new PublishPlan(seen, seen, cells);
    }

    /** The last tiles and the checkpoint. */
    static PublishPlan checkpoint(long seen, long published, List<Cell> cells) {
        return new PublishPlan(seen, published, cells);
    }

    @Override
    public Append after(Head head) {
        first = head.published() == seen;
        return first
                ? new Append(List.of(), new Head(head.size(), head.frontier(), published), List.of(), cells)
                : Append.nothing(head);
    }

    /** Whether nobody else was first, in the last call of the store. */
    boolean isFirst() {
        return first;
    }
}
