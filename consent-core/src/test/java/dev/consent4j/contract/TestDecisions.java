package dev.consent4j.contract;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Actor;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Conditions;
import dev.consent4j.decision.Control;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Evidence;
import dev.consent4j.decision.Expression;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.SignalsSeen;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes decisions for tests: a {@code save} on the choices page of the site {@code site} by nobody, on 2026-11-01, that
 * answers nothing. Each method changes one thing; not thread safe.
 */
public final class TestDecisions {

    /** Days a grant lives. */
    private static final int LIFE = 180;

    private DecisionId id = DecisionId.of(new byte[16]);
    private @Nullable SubjectId subject;
    private @Nullable DecisionId previous;
    private Expression expression =
            new Expression(Action.SAVE, Source.PREFERENCES, Actor.PERSON, Control.UNKNOWN, false, false, null);
    private Map<String, Choice> choices = Map.of();
    private final Map<String, PurposeAnswer> carried = new TreeMap<>();
    private Set<Use> optOuts = Set.of();
    private Conditions conditions =
            new Conditions("Example SA", "2026-11", "", Jurisdiction.parse("DE"), FoundBy.RESOLVER, "gdpr", "enforce");
    private Shown shown = Shown.NOTHING;
    private SignalsSeen seen = new SignalsSeen(null, Set.of());
    private Instant time = Instant.parse("2026-11-01T23:59:59Z");
    private Duration delay = Duration.ZERO;

    private TestDecisions() {}

    /** A builder. */
    public static TestDecisions decision() {
        return new TestDecisions();
    }

    /** A builder that starts with what a decision says. */
    public static TestDecisions like(Decision decision) {
        TestDecisions builder = new TestDecisions();
        builder.id = decision.id();
        builder.subject = decision.subject();
        builder.previous = decision.previous();
        builder.expression = decision.expression();
        builder.choices = decision.choices();
        builder.optOuts = decision.optOuts();
        builder.conditions = decision.conditions();
        builder.shown = decision.shown();
        builder.seen = decision.seen();
        builder.time = decision.time();
        builder.delay = decision.delay();
        return builder;
    }

    /** Sets the identity; returns this builder. */
    public TestDecisions id(DecisionId value) {
        id = value;
        return this;
    }

    /** Sets the subject, null for none; returns this builder. */
    public TestDecisions subject(@Nullable SubjectId value) {
        subject = value;
        return this;
    }

    /** Sets the decision before it; returns this builder. */
    public TestDecisions previous(@Nullable DecisionId value) {
        previous = value;
        return this;
    }

    /** Sets what was done and where; returns this builder. */
    public TestDecisions of(Action action, Source source) {
        return expression(new Expression(
                action,
                source,
                expression.actor(),
                expression.control(),
                expression.conflictNamed(),
                expression.twoSteps(),
                expression.evidence()));
    }

    /** Sets how it was expressed; returns this builder. */
    public TestDecisions expression(Expression value) {
        expression = value;
        return this;
    }

    /** Says that a notice named the conflict, and that it was confirmed in a second step; returns this builder. */
    public TestDecisions confirmed(boolean conflictNamed, boolean twoSteps) {
        return expression(new Expression(
                expression.action(),
                expression.source(),
                expression.actor(),
                expression.control(),
                conflictNamed,
                twoSteps,
                expression.evidence()));
    }

    /** Sets where its proof is kept; returns this builder. */
    public TestDecisions provenBy(Evidence value) {
        return expression(new Expression(
                expression.action(),
                expression.source(),
                expression.actor(),
                expression.control(),
                expression.conflictNamed(),
                expression.twoSteps(),
                value));
    }

    /** Sets the answers asked, each resting on consent; returns this builder. */
    public TestDecisions choices(Map<String, Choice> values) {
        choices = values;
        return this;
    }

    /** Adds an answer carried over; returns this builder. */
    public TestDecisions carriedOver(String purpose, PurposeAnswer answer) {
        carried.put(purpose, answer);
        return this;
    }

    /** Sets the uses opted out of; returns this builder. */
    public TestDecisions optOuts(Set<Use> values) {
        optOuts = values;
        return this;
    }

    /** Sets what it was asked under; returns this builder. */
    public TestDecisions conditions(Conditions value) {
        conditions = value;
        return this;
    }

    /** Sets policy, place and rules; returns this builder. */
    public TestDecisions under(Policy policy, Jurisdiction jurisdiction) {
        return conditions(new Conditions(
                policy.controller().name(),
                policy.version(),
                policy.contentHash(),
                jurisdiction,
                FoundBy.RESOLVER,
                policy.regimeIn(jurisdiction).id(),
                "enforce"));
    }

    /** Sets what was shown; returns this builder. */
    public TestDecisions shown(Shown value) {
        shown = value;
        return this;
    }

    /** Sets the signals on the request that brought the answer; returns this builder. */
    public TestDecisions signals(Set<Signal> values) {
        seen = new SignalsSeen(null, values);
        return this;
    }

    /** Sets the signals of the browser; returns this builder. */
    public TestDecisions seen(SignalsSeen value) {
        seen = value;
        return this;
    }

    /** Sets when the person acted; returns this builder. */
    public TestDecisions at(Instant value) {
        time = value;
        return this;
    }

    /** Sets how much later it was recorded; returns this builder. */
    public TestDecisions delay(Duration value) {
        delay = value;
        return this;
    }

    /** The decision. */
    public Decision build() {
        LocalDate until = time.atZone(ZoneOffset.UTC).toLocalDate().plusDays(LIFE);
        boolean explicit = expression.action() == Action.SAVE || expression.action() == Action.OBJECT;
        Map<String, PurposeAnswer> answers = new TreeMap<>(carried);
        choices.forEach((purpose, choice) ->
                answers.put(purpose, PurposeAnswer.asked(choice, LegalBasis.CONSENT, explicit, until)));
        return new Decision(
                id, "site", subject, previous, expression, answers, optOuts, conditions, shown, seen, time, delay);
    }
}
