package dev.consent4j.ledger;

import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryCodec;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.ledger.ErasureOrder.Target;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.StoredEntry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One erasure: in each transaction a bounded number of entries lose their content and one entry that names their places
 * is appended. It goes on until a look from the newest entry to the oldest finds nothing. Used by one thread.
 */
final class EntryEraser {

    private static final Set<String> NEVER_ERASED = Set.of(EntryKind.ERASURE.id(), EntryKind.RETENTION_PURGE.id());

    private final ConsentStore store;
    private final EntryCodec codec;
    private final EntryReader reader;
    private final SecureRandom random;
    private final ErasureOrder order;
    private final Spared spared;
    private final ExportsOfEntries exports;
    private final int atOnce;
    private final Set<Long> erased = new LinkedHashSet<>();
    private final Set<Long> left = new LinkedHashSet<>();
    private final Set<String> named = new LinkedHashSet<>();
    private int part;

    EntryEraser(
            ConsentStore store,
            EntryCodec codec,
            SecureRandom random,
            ErasureOrder order,
            Spared spared,
            Deliveries deliveries,
            int atOnce) {
        this.store = store;
        this.codec = codec;
        this.reader = new EntryReader(codec);
        this.random = random;
        this.order = order;
        this.spared = spared;
        this.exports = new ExportsOfEntries(store, reader, deliveries);
        this.atOnce = atOnce;
    }

    Erasure erase() {
        for (Target target : order.targets()) {
            if (target instanceof Target.OfSubject one) {
                eraseFound(one.subject(), null, Long.MAX_VALUE);
            } else if (target instanceof Target.OfAccount one) {
                eraseFound(null, one.account(), one.before());
            } else if (target instanceof Target.OfIndexes places) {
                places.ranges().forEach(this::erasePlaces);
            }
        }
        return new Erasure(order.request(), IndexRanges.of(erased), IndexRanges.of(left), List.copyOf(named));
    }

    /** Again and again from the newest, because others may append meanwhile; what is spared is passed by. */
    private void eraseFound(@Nullable String subject, @Nullable String account, long before) {
        boolean again = true;
        while (again) {
            again = false;
            long next = before;
            List<StoredEntry> page = store.find(new EntryQuery(null, subject, account, next, atOnce));
            while (!page.isEmpty()) {
                again |= eraseWhatMay(page);
                next = page.get(page.size() - 1).index();
                page = store.find(new EntryQuery(null, subject, account, next, atOnce));
            }
        }
    }

    private void erasePlaces(IndexRange range) {
        long next = range.from();
        while (next < range.to()) {
            List<StoredEntry> page = store.read(next, (int) Math.min(atOnce, range.to() - next)).stream()
                    .filter(entry -> range.contains(entry.index()))
                    .toList();
            if (page.isEmpty()) {
                return;
            }
            next = page.get(page.size() - 1).index() + 1;
            eraseWhatMay(page);
        }
    }

    /** Again without what is held, where somebody has placed a hold meanwhile. */
    private boolean eraseWhatMay(List<StoredEntry> page) {
        List<StoredEntry> due = due(page);
        while (!due.isEmpty()) {
            if (erase(due)) {
                return true;
            }
            spared.learn();
            due = due(due);
        }
        return false;
    }

    private List<StoredEntry> due(List<StoredEntry> page) {
        List<StoredEntry> due = new ArrayList<>();
        for (StoredEntry stored : page) {
            LedgerEntry entry = reader.read(stored);
            if (entry.content() instanceof LedgerEntry.Content.Erased) {
                continue;
            }
            if (isNeverErased(stored, entry) || spared.test(entry)) {
                left.add(stored.index());
            } else {
                due.add(stored);
            }
        }
        return due;
    }

    private static boolean isNeverErased(StoredEntry stored, LedgerEntry entry) {
        return NEVER_ERASED.contains(stored.keys().kind())
                || entry.entry().filter(Erased.class::isInstance).isPresent();
    }

    /** False if a hold stands against it that is not known here. */
    private boolean erase(List<StoredEntry> due) {
        IndexRanges places = IndexRanges.of(due.stream().map(StoredEntry::index).toList());
        long known = exports.knownUpTo();
        List<String> holders = exports.thatHeld(due, 0);
        OptionalLong appended = append(places, holders, spared.holdsKnownUpTo());
        if (appended.isEmpty()) {
            return false;
        }
        long at = appended.getAsLong();
        due.forEach(entry -> erased.add(entry.index()));
        named.addAll(holders);
        // An export that began between the look and the erasure is named by an entry of its own.
        List<String> later = exports.thatHeldBetween(due, known, at);
        if (!later.isEmpty()) {
            append(places, later, Long.MAX_VALUE);
            named.addAll(later);
        }
        return true;
    }

    /** Appends under the next free number: another call for the same request may have taken some. */
    private OptionalLong append(IndexRanges places, List<String> holders, long holdsKnownUpTo) {
        while (true) {
            Entry entry = new Erased(
                    order.request(),
                    nextFreePart(),
                    order.reason(),
                    order.authority(),
                    places.list(),
                    holders,
                    order.residue(),
                    order.time());
            byte[] salt = new byte[Commitment.SALT_BYTES];
            random.nextBytes(salt);
            ErasurePlan plan =
                    new ErasurePlan(PendingEntry.of(entry, codec, salt), places.list(), holdsKnownUpTo, reader);
            try {
                long size = store.append(plan).size();
                return plan.isHeldBack() ? OptionalLong.empty() : OptionalLong.of(size - 1);
            } catch (EntryRefusedException taken) {
                if (store.byId(Erased.idOf(order.request(), part)).isEmpty()) {
                    throw taken;
                }
            }
        }
    }

    private int nextFreePart() {
        while (store.byId(Erased.idOf(order.request(), part)).isPresent()) {
            part++;
        }
        return part;
    }
}
