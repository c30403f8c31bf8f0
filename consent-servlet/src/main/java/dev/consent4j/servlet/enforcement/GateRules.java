package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.enforcement.header.ConsentField;
import dev.consent4j.servlet.enforcement.markup.MarkupGate;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the gates of one filter act. Thread safe. */
public final class GateRules {

    private final boolean hidesUndeclared;
    private final InstantSource clock;
    private final List<ConsentField> fields;
    private final boolean explains;
    private final @Nullable String sessionsNeed;
    private final @Nullable MarkupGate markup;
    private final UndeclaredCookies undeclared = new UndeclaredCookies();

    /**
     * The rules.
     *
     * @param hidesUndeclared whether the application does not see incoming cookies that no policy declares
     * @param clock the time, to tell deletions
     */
    public GateRules(boolean hidesUndeclared, InstantSource clock) {
        this(hidesUndeclared, clock, List.of());
    }

    /**
     * The rules, with header fields that follow consent, which makes every response private.
     *
     * @param hidesUndeclared whether the application does not see incoming cookies that no policy declares
     * @param clock the time, to tell deletions
     * @param fields header fields each response carries
     */
    public GateRules(boolean hidesUndeclared, InstantSource clock, List<ConsentField> fields) {
        this(hidesUndeclared, clock, fields, false, null, null);
    }

    /**
     * The rules, all of them.
     *
     * @param hidesUndeclared whether the application does not see incoming cookies that no policy declares
     * @param clock the time, to tell deletions
     * @param fields header fields each response carries
     * @param explains whether each response explains itself in a development header, which makes it private
     * @param sessionsNeed a purpose or category without which no session is made or shown, null where sessions are
     *     strictly necessary
     * @param markup what makes denied elements of pages inert, which makes every page private; null for nothing
     */
    public GateRules(
            boolean hidesUndeclared,
            InstantSource clock,
            List<ConsentField> fields,
            boolean explains,
            @Nullable String sessionsNeed,
            @Nullable MarkupGate markup) {
        this.explains = explains;
        this.sessionsNeed = sessionsNeed;
        this.markup = markup;
        this.hidesUndeclared = hidesUndeclared;
        this.clock = clock;
        this.fields = List.copyOf(fields);
    }

    boolean hidesUndeclared() {
        return hidesUndeclared;
    }

    InstantSource clock() {
        return clock;
    }

    List<ConsentField> fields() {
        return fields;
    }

    boolean explains() {
        return explains;
    }

    /** The purpose or category without which no session is made or shown, null where sessions are strictly necessary. */
    public @Nullable String sessionsNeed() {
        return sessionsNeed;
    }

    @Nullable
    MarkupGate markup() {
        return markup;
    }

    UndeclaredCookies undeclared() {
        return undeclared;
    }
}
