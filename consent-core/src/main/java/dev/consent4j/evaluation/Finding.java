package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One rule that matched, with what it saw. Immutable, thread safe; equal if rule, act and detail are. */
public final class Finding {

    private final Reason reason;
    private final @Nullable Act act;
    private final Supplier<String> detail;

    /**
     * A finding with words at hand.
     *
     * @param reason the rule
     * @param detail what it saw, in plain words
     */
    public Finding(Reason reason, String detail) {
        this(reason, () -> detail);
    }

    /** Every request finds much and explains little, so the words are made when somebody asks; they never change. */
    Finding(Reason reason, Supplier<String> detail) {
        this(reason, null, detail);
    }

    /** A finding that follows from an act. */
    Finding(Reason reason, @Nullable Act act, Supplier<String> detail) {
        this.reason = reason;
        this.act = act;
        this.detail = detail;
    }

    /** The rule. */
    public Reason reason() {
        return reason;
    }

    /** The act it follows from, of the device or the account; null if it follows from none. */
    public @Nullable Act act() {
        return act;
    }

    /**
     * What the rule saw, in plain words, such as {@code accept-all on 2026-11-22 under 2026-11}; free of personal data.
     */
    public String detail() {
        return detail.get();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Finding finding
                && finding.reason == reason
                && Objects.equals(finding.act, act)
                && finding.detail().equals(detail());
    }

    @Override
    public int hashCode() {
        return reason.hashCode() * 31 + detail().hashCode();
    }

    @Override
    public String toString() {
        String told = detail();
        return told.isEmpty() ? reason.id() : reason.id() + " (" + told + ")";
    }
}
