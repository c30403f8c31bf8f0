package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.Exemption;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.PurposeBuilder;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Regimes;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import dev.consent4j.signal.Signal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy with a purpose of every kind, in force under a regime of every model, and what people answer to it. */
final class Cases {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    static final String VERSION = "2026-11";
    static final SubjectId SUBJECT = new SubjectId("ABCDEFGHIJKLMNOPQRSTUQ");

    /** Opt-in, without a law that gives DNT force. */
    static final Regime SILENT = regime("silent", Model.OPT_IN);

    private static final Regime NOTICE = regime("notice", Model.NOTICE_ONLY);
    private static final Regime FREE = regime("free", Model.NONE);
    private static final Regime CNIL = new Regime(
            "cnil",
            Model.OPT_IN,
            Period.ofMonths(6),
            Period.ofMonths(6),
            15,
            Regime.GPC_USES,
            true,
            false,
            false,
            Set.of(DataKind.SPECIAL),
            Set.of("audience-measurement"),
            Set.of(),
            List.of(),
            null);

    private Cases() {}

    /** Opt-in everywhere, but opt-out in California, notice in Japan, nothing in Antarctica, exemptions in France. */
    static PolicyBuilder policy(String version) {
        return Policy.builder(version)
                .controller("Example SA", "mailto:privacy@example.org")
                .regimes(List.of(NOTICE, FREE, CNIL))
                .jurisdictions(new ByJurisdiction<>(
                        "strict", Map.of("EU", "gdpr", "FR", "cnil", "US-CA", "ccpa", "JP", "notice", "AQ", "free")))
                .dnt(ByJurisdiction.everywhere(DntRule.IGNORE))
                .purposes(purposes())
                .vendor(new Vendor(
                        "adnet",
                        "Ad Network",
                        "US",
                        Transfer.NONE,
                        Map.of(),
                        List.of(),
                        List.of("audience"),
                        List.of()))
                .vendor(Vendor.of("idle", "Idle"))
                .declarations(declarations());
    }

    static List<Purpose> purposes() {
        return List.of(
                purpose("audience", "analytics", LegalBasis.CONSENT)
                        .uses(Set.of(Use.TRACKING))
                        .build(),
                purpose("ads", "marketing", LegalBasis.CONSENT)
                        .uses(Set.of(Use.SALE, Use.SHARING, Use.TARGETED_ADVERTISING))
                        .build(),
                purpose("scoring", "marketing", LegalBasis.CONSENT)
                        .uses(Set.of(Use.PROFILING))
                        .build(),
                purpose("insight", "functional", LegalBasis.LEGITIMATE_INTEREST)
                        .uses(Set.of(Use.TRACKING))
                        .build(),
                purpose("security", "functional", LegalBasis.LEGITIMATE_INTEREST)
                        .build(),
                purpose("measurement", "analytics", LegalBasis.EXEMPT)
                        .exemption(new Exemption("audience-measurement", true, true, true, true))
                        .build(),
                purpose("unmet", "analytics", LegalBasis.EXEMPT)
                        .exemption(new Exemption("audience-measurement", true, false, true, true))
                        .build(),
                purpose("delivery", "functional", LegalBasis.CONTRACT).build(),
                purpose("shop", "functional", LegalBasis.CONTRACT).build(),
                purpose("tax", "functional", LegalBasis.LEGAL_OBLIGATION).build(),
                purpose("tips", "functional", LegalBasis.NOTICE).build(),
                purpose("letters", "functional", LegalBasis.OPT_OUT).build(),
                purpose("health", "functional", LegalBasis.CONTRACT)
                        .dataKind(DataKind.SPECIAL)
                        .build(),
                purpose("place", "functional", LegalBasis.CONTRACT)
                        .dataKind(DataKind.SENSITIVE)
                        .build());
    }

    private static PurposeBuilder purpose(String id, String category, LegalBasis basis) {
        return Purpose.builder(id, category)
                .title(Text.of(id))
                .description(Text.of(id))
                .legalBasis(basis);
    }

    private static List<Declaration> declarations() {
        return List.of(
                Declaration.cookie("_ga*", "audience"),
                Declaration.cookie("ad", "ads"),
                new Declaration(Technology.PIXEL, "pixel", "ads", "adnet", null, "/", null, false, "", Text.NONE),
                Declaration.cookie("shared", "delivery"),
                Declaration.cookie("shared", "ads").at("example.org", "/"),
                Declaration.cookie("score", "scoring"),
                Declaration.cookie("insight", "insight"),
                Declaration.cookie("measure", "measurement"),
                Declaration.cookie("unmet", "unmet"),
                Declaration.cookie("cart", "shop"),
                new Declaration(Technology.SERVER_LOG, "log", "security", null, null, "/", null, false, "", Text.NONE));
    }

    private static Regime regime(String id, Model model) {
        Regime like = Regimes.CCPA;
        return new Regime(
                id,
                model,
                like.renewAfter(),
                like.renewAfterRefusal(),
                0,
                Set.of(),
                false,
                false,
                false,
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                null);
    }

    static Act act(int number) {
        return act(number, TODAY.minusDays(30).plusDays(number), VERSION);
    }

    static Act act(int number, LocalDate day, String version) {
        return new Act(number, day, day.plusMonths(6), version, "gdpr");
    }

    static Answer.Granted granted(int act, GrantForm form) {
        return granted(act(act), form, null);
    }

    static Answer.Granted granted(Act act, GrantForm form, Answer.@Nullable Denied replaced) {
        return new Answer.Granted(act, form, false, false, replaced);
    }

    /** Given to this very purpose, after a notice that named the conflict, confirmed in a second step. */
    static Answer.Granted confirmed(int act) {
        return new Answer.Granted(act(act), GrantForm.SPECIFIC, true, true, null);
    }

    static Answer.Denied denied(int act, Denial denial) {
        return new Answer.Denied(act(act), denial);
    }

    static GivenConsent answers(Map<String, Answer> answers) {
        return given(answers, null, Map.of(), Map.of());
    }

    static GivenConsent answer(String purpose, Answer answer) {
        return answers(Map.of(purpose, answer));
    }

    static GivenConsent rejectedAll(int act) {
        return given(Map.of(), act(act), Map.of(), Map.of());
    }

    static GivenConsent optedOut(Use use, int act) {
        return given(Map.of(), null, Map.of(use, act(act)), Map.of());
    }

    static GivenConsent signalled(Signal signal, int act) {
        return given(Map.of(), null, Map.of(), Map.of(signal, act(act)));
    }

    static GivenConsent given(
            Map<String, Answer> answers, @Nullable Act rejectAll, Map<Use, Act> optOuts, Map<Signal, Act> signals) {
        int last = 0;
        for (Answer answer : answers.values()) {
            last = Math.max(last, answer.act().number());
        }
        for (Map<?, Act> acts : List.of(optOuts, signals)) {
            for (Act act : acts.values()) {
                last = Math.max(last, act.number());
            }
        }
        last = rejectAll == null ? last : Math.max(last, rejectAll.number());
        return new GivenConsent(SUBJECT, last, answers, rejectAll, optOuts, signals, null);
    }
}
