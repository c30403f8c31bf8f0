package dev.consent4j.servlet.explain;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Technology;
import dev.consent4j.servlet.request.Consent;
import dev.consent4j.servlet.request.GateOutcome;
import dev.consent4j.servlet.request.RequestCookies;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What there is to tell one visitor.
 *
 * @param visitor who asks
 * @param consent the answer now
 * @param outcomes what the gate did with the cookies of this request
 * @param question what is asked for by itself
 */
record Explained(Visitor visitor, EffectiveConsent consent, List<GateOutcome> outcomes, Question question) {

    /** Declared cookies told at most; any one can be asked for by name. */
    static final int MAX_DECLARED = 200;

    /**
     * One cookie.
     *
     * @param name its name, or the pattern it is declared by
     * @param outcome what became of it, or the purpose it is declared for
     * @param permitted whether it may be used
     * @param explanation why
     */
    record Told(String name, String outcome, boolean permitted, String explanation) {}

    static Explained of(Visitor visitor, HttpServletRequest request) {
        Consent consent = Consent.of(request);
        return new Explained(visitor, consent.effective(), consent.outcomes(), Question.of(request));
    }

    /** The verdicts asked for by name. */
    List<Verdict> asked() {
        List<Verdict> asked = new ArrayList<>();
        if (!question.cookie().isEmpty()) {
            asked.add(consent.cookie(question.cookie()));
        }
        if (!question.purpose().isEmpty()) {
            asked.add(consent.purpose(question.purpose()));
        }
        if (!question.vendor().isEmpty()) {
            asked.add(consent.vendor(question.vendor()));
        }
        return asked;
    }

    /** The cookies this request brought. */
    List<Told> requestCookies() {
        return RequestCookies.names(visitor.request()).stream()
                .map(this::brought)
                .toList();
    }

    private Told brought(String name) {
        if (visitor.isOwn(name)) {
            return new Told(
                    name,
                    "ours",
                    true,
                    consent.explain(name + ": the library's own, which nobody else sets or deletes"));
        }
        Verdict verdict = consent.cookie(name);
        String outcome = outcomes.stream()
                .filter(known -> known.cookie().equals(name))
                .map(known -> known.kind().name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
        return new Told(name, outcome.isEmpty() ? "visible" : outcome, verdict.permitted(), verdict.explain());
    }

    /** The cookies the policy declares, at most {@value #MAX_DECLARED}. */
    List<Told> declaredCookies() {
        return cookies().stream()
                .limit(MAX_DECLARED)
                .map(declaration -> {
                    Verdict verdict = consent.cookie(declaration.name());
                    return new Told(declaration.name(), declaration.purpose(), verdict.permitted(), verdict.explain());
                })
                .toList();
    }

    int undisclosed() {
        return Math.max(0, cookies().size() - MAX_DECLARED);
    }

    private List<Declaration> cookies() {
        return consent.policy().declarations().stream()
                .filter(declaration -> declaration.technology() == Technology.COOKIE)
                .toList();
    }

    /** What the consent cookie of this request is. */
    String carried() {
        if (visitor.device() instanceof Given.Unreadable unreadable) {
            return "unreadable: " + unreadable.reason();
        }
        if (!(visitor.device() instanceof GivenConsent given)) {
            return "none";
        }
        return "acts up to " + given.acts()
                + (given.subject() == null ? ", without a pseudonym" : ", under a pseudonym")
                + (given.unrecorded() == null ? "" : ", not all recorded");
    }

    /** The account that is signed in on this request, with what it has answered; empty if nobody is, or it cannot be read. */
    Optional<GivenConsent> account() {
        return consent.visit().account() instanceof GivenConsent account ? Optional.of(account) : Optional.empty();
    }

    /** What a device or an account still holds of an act. */
    static String carriedOf(Act act, GivenConsent given) {
        List<String> parts = new ArrayList<>();
        given.answers().forEach((purpose, answer) -> {
            if (answer.act().equals(act)) {
                parts.add(said(answer) + " " + purpose);
            }
        });
        if (act.equals(given.rejectAll())) {
            parts.add("reject-all");
        }
        given.optOuts().forEach((use, made) -> addIf(parts, made.equals(act), "opted out of " + use.id()));
        given.signals().forEach((signal, seen) -> addIf(parts, seen.equals(act), "signal " + signal.id()));
        return parts.isEmpty() ? "a denial that waits behind a grant" : String.join(", ", parts);
    }

    private static String said(Answer answer) {
        return answer instanceof Answer.Granted granted
                ? "granted (" + granted.form().id() + ")"
                : ((Answer.Denied) answer).denial().id();
    }

    private static void addIf(List<String> parts, boolean condition, String part) {
        if (condition) {
            parts.add(part);
        }
    }
}
