package dev.consent4j;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.decision.Unrecorded;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.store.EntryQuery;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the decisions behind the acts a device carries, which names days and versions, but no decision. A decision is
 * taken for an act's only if it says everything that the device still carries of the act.
 */
record DecisionLinks(GivenConsent given, List<Filed> newestFirst) {

    /**
     * A decision and its place.
     *
     * @param index the place of its entry
     * @param decision the decision
     */
    record Filed(long index, Decision decision) {}

    /** Decisions of one subject that are looked at. */
    static final int MAX_DECISIONS = 100;

    static DecisionLinks read(ConsentLedger ledger, GivenConsent given) {
        return read(ledger, given, MAX_DECISIONS);
    }

    static DecisionLinks read(ConsentLedger ledger, GivenConsent given, int decisions) {
        SubjectId subject = given.subject();
        return new DecisionLinks(
                given,
                subject == null
                        ? List.of()
                        : ledger
                                .find(new EntryQuery(
                                        EntryKind.DECISION.id(), subject.text(), Long.MAX_VALUE, decisions))
                                .stream()
                                .flatMap(entry -> entry.entry().stream()
                                        .filter(DecisionRecorded.class::isInstance)
                                        .map(recorded ->
                                                new Filed(entry.index(), ((DecisionRecorded) recorded).decision())))
                                .toList());
    }

    /** Only those after a place; decisions before it are nobody's to be told of here. */
    DecisionLinks after(long place) {
        return new DecisionLinks(
                given,
                newestFirst.stream().filter(filed -> filed.index() > place).toList());
    }

    /** The newest decision of the subject. */
    Optional<DecisionId> newest() {
        return newestFirst.stream().findFirst().map(filed -> filed.decision().id());
    }

    /** The decision of each act that has one; acts and decisions come in the same order. */
    Map<Act, DecisionId> byAct() {
        Map<Act, DecisionId> links = new HashMap<>();
        Unrecorded mark = given.unrecorded();
        int from = 0;
        for (Act act : given.heldActs()) {
            if (mark != null && act.number() >= mark.fromAct()) {
                links.put(act, mark.id());
                continue;
            }
            int found = find(act, from);
            if (found >= 0) {
                links.put(act, newestFirst.get(found).decision().id());
                from = found;
            }
        }
        return links;
    }

    private int find(Act act, int from) {
        for (int i = from; i < newestFirst.size(); i++) {
            if (isOf(newestFirst.get(i).decision(), act)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isOf(Decision decision, Act act) {
        return decision.time().atZone(ZoneOffset.UTC).toLocalDate().equals(act.day())
                && decision.policyVersion().equals(act.policyVersion())
                && decision.regime().equals(act.regime())
                && saysAnswers(decision, act)
                && saysTheRest(decision, act);
    }

    private boolean saysAnswers(Decision decision, Act act) {
        return given.answers().entrySet().stream()
                .flatMap(entry ->
                        answerOf(entry.getValue(), act).stream().map(answer -> says(decision, entry.getKey(), answer)))
                .allMatch(Boolean::booleanValue);
    }

    /** The answer that came from an act, also one that waits behind a grant. */
    private static Optional<Answer> answerOf(Answer answer, Act act) {
        if (answer.act().equals(act)) {
            return Optional.of(answer);
        }
        return answer instanceof Answer.Granted granted
                        && granted.replaced() != null
                        && granted.replaced().act().equals(act)
                ? Optional.of(granted.replaced())
                : Optional.empty();
    }

    private static boolean says(Decision decision, String purpose, Answer answer) {
        Choice choice = decision.choices().get(purpose);
        return answer instanceof Answer.Granted granted
                ? choice == Choice.GRANTED && inForm(decision.action(), granted.form())
                : choice == Choice.DENIED || choice == null && deniesAll(decision);
    }

    private static boolean inForm(Action action, GrantForm form) {
        return switch (action) {
            case ACCEPT_ALL -> form == GrantForm.ALL;
            case ACKNOWLEDGE -> form == GrantForm.ACKNOWLEDGED;
            default -> form == GrantForm.SPECIFIC || form == GrantForm.UNEQUAL;
        };
    }

    private static boolean deniesAll(Decision decision) {
        return decision.action() == Action.REJECT_ALL || decision.action() == Action.WITHDRAW;
    }

    /**
     * Signals are on every later decision too, so that an act of which nothing but a signal is left can only be the one
     * that noted it.
     */
    private boolean saysTheRest(Decision decision, Act act) {
        boolean onlySignals = given.answers().values().stream()
                        .allMatch(answer -> answerOf(answer, act).isEmpty())
                && !act.equals(given.rejectAll())
                && !given.optOuts().containsValue(act);
        return (!onlySignals || decision.action() == Action.SIGNAL)
                && (!act.equals(given.rejectAll()) || deniesAll(decision))
                && given.optOuts().entrySet().stream()
                        .filter(optOut -> optOut.getValue().equals(act))
                        .allMatch(optOut -> decision.optOuts().contains(optOut.getKey()))
                && given.signals().entrySet().stream()
                        .filter(signal -> signal.getValue().equals(act))
                        .allMatch(signal -> decision.signals().contains(signal.getKey()));
    }
}
