package dev.consent4j.evaluation;

import dev.consent4j.decision.Given;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.signal.DntField;
import dev.consent4j.signal.Signals;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** A visit from Germany on which nothing is known or said, until told otherwise. */
final class VisitBuilder {

    private PolicyHistory policies =
            PolicyHistory.of(Cases.policy(Cases.VERSION).build());
    private Jurisdiction jurisdiction = Jurisdiction.parse("DE");
    private Given device = Given.NONE;
    private Given account = Given.NONE;
    private Person person = Person.UNKNOWN;
    private boolean gpc;
    private DntField dnt = DntField.UNSET;
    private GrantsEnded ended = GrantsEnded.NONE;
    private LocalDate today = Cases.TODAY;

    static VisitBuilder visit() {
        return new VisitBuilder();
    }

    VisitBuilder under(PolicyHistory value) {
        policies = value;
        return this;
    }

    VisitBuilder under(Policy... versions) {
        return under(PolicyHistory.of(List.of(versions)));
    }

    VisitBuilder from(String code) {
        jurisdiction = Jurisdiction.parse(code);
        return this;
    }

    VisitBuilder device(Given value) {
        device = value;
        return this;
    }

    VisitBuilder account(Given value) {
        account = value;
        return this;
    }

    VisitBuilder person(Person value) {
        person = value;
        return this;
    }

    VisitBuilder aged(int years) {
        return person(new Person(OptionalInt.of(years), Set.of(), Set.of(), Set.of()));
    }

    VisitBuilder gpc() {
        gpc = true;
        return this;
    }

    VisitBuilder dnt() {
        dnt = DntField.DO_NOT_TRACK;
        return this;
    }

    VisitBuilder ended(GrantsEnded value) {
        ended = value;
        return this;
    }

    VisitBuilder on(LocalDate value) {
        today = value;
        return this;
    }

    Visit build() {
        return new Visit(
                policies, jurisdiction, device, account, person, new Signals(gpc, dnt, List.of()), ended, today);
    }

    EffectiveConsent evaluated() {
        return Evaluator.evaluate(build());
    }

    Verdict purpose(String id) {
        return evaluated().purpose(id);
    }

    Reason reason(String id) {
        return purpose(id).reason();
    }

    Prompt prompt() {
        return evaluated().prompt();
    }
}
