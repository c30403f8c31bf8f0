package dev.consent4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regimes;
import dev.consent4j.policy.Use;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built-in regimes, row by row: place, day, what the person answered when, signal, age; expected reason and prompt. */
class RegimeTableTest {

    private static final LocalDate ANSWERED = LocalDate.of(2026, 3, 1);

    private static final Policy WORLD = Cases.policy(Cases.VERSION)
            .regimes(List.of())
            .jurisdictions(Regimes.WORLD)
            .effectiveFrom(LocalDate.of(2020, 1, 1))
            .build();

    @Proves({
        "EU-1", "EU-7", "EU-8", "EU-15", "DE-1", "UK-1", "CA-2", "CA-9", "CO-1", "US-1", "BR-1", "QC-1", "QC-3",
        "COPPA-1"
    })
    @ParameterizedTest(name = "{0} {1} {2} {3} {4} {5}: {6}, {7} [{8}]")
    @CsvSource(
            delimiter = '|',
            value = {
                // The European Union: nothing without a clear act, six months, an objection by signal.
                "DE | 2026-03-01 | -      | -   | -  | audience    | undecided    | ask-first          | ePrivacy 5(3); GDPR 4(11)",
                "DE | 2026-03-01 | save   | -   | -  | audience    | granted      | nothing-to-ask     | GDPR 6(1)(a)",
                "DE | 2026-08-31 | save   | -   | -  | audience    | granted      | nothing-to-ask     | CNIL 2020-092 (6 months)",
                "DE | 2026-09-01 | accept | -   | -  | audience    | undecided    | ask-again          | CNIL 2020-092 (6 months)",
                "DE | 2026-08-31 | reject | -   | -  | audience    | refused      | refused-recently   | CNIL 2020-092; Garante 231/2021",
                "DE | 2027-09-01 | reject | -   | -  | audience    | refused      | ask-again          | GDPR 7(3)",
                "DE | 2026-03-01 | -      | gpc | -  | ads         | signal-gpc   | signalled-recently | GDPR 21(5)",
                "DE | 2026-03-01 | accept | gpc | -  | ads         | signal-gpc   | tell-conflict      | GDPR 21(5)",
                "DE | 2026-03-01 | accept | gpc | -  | audience    | granted      | tell-conflict      | W3C GPC: only its uses",
                "DE | 2026-03-01 | -      | dnt | -  | insight     | signal-dnt   | signalled-recently | GDPR 21(5)",
                "DE | 2026-03-01 | -      | -   | -  | insight     | undecided    | ask-first          | ePrivacy 5(3): interest is no basis for storage",
                "DE | 2026-03-01 | -      | -   | -  | security    | legitimate-interest | ask-first   | GDPR 6(1)(f), nothing stored",
                "DE | 2026-03-01 | reject | -   | -  | security    | objected     | refused-recently   | GDPR 21(1)",
                "DE | 2026-03-01 | -      | -   | -  | health      | undecided    | ask-first          | GDPR 9(2)(a)",
                "DE | 2026-03-01 | accept | -   | -  | audience    | granted      | ask-again          | GDPR 6(1)(a); 9(2)(a) for the rest",
                "DE | 2026-03-01 | accept | -   | -  | health      | undecided    | ask-again          | GDPR 9(2)(a): not by accepting everything",
                "DE | 2026-03-01 | save   | -   | -  | health      | granted      | nothing-to-ask     | GDPR 9(2)(a): explicitly",
                "DE | 2026-03-01 | accept | -   | -  | place       | granted      | ask-again          | GDPR 9(1): location is not special",
                "DE | 2026-03-01 | -      | -   | -  | delivery    | undecided    | ask-first          | ePrivacy 5(3)",
                "DE | 2026-03-01 | -      | -   | -  | tax         | legal-obligation | ask-first      | GDPR 6(1)(c)",
                "DE | 2026-03-01 | accept | -   | 15 | audience    | age          | nothing-to-ask     | GDPR 8 (Germany: 16)",
                "DE | 2026-03-01 | save   | -   | 16 | audience    | granted      | nothing-to-ask     | GDPR 8 (Germany: 16)",
                "BE | 2026-03-01 | save   | -   | 13 | audience    | granted      | nothing-to-ask     | GDPR 8 (Belgium: 13)",
                "AT | 2026-03-01 | accept | -   | 13 | audience    | age          | nothing-to-ask     | GDPR 8 (Austria: 14)",
                "CZ | 2026-09-01 | accept | -   | -  | audience    | undecided    | ask-again          | the shorter of the life promised and the one now",
                // Denmark raised its age on 1 January 2024.
                "DK | 2023-12-31 | -      | -   | 14 | audience    | undecided    | ask-first          | GDPR 8 (Denmark: 13 until 2023)",
                "DK | 2024-01-01 | -      | -   | 14 | audience    | age          | nothing-to-ask     | GDPR 8 (Denmark: 15 from 2024)",
                // Exempt audience measurement: known in France, in the United Kingdom since 5 February 2026, not in
                // Germany.
                "FR | 2026-03-01 | -      | -   | -  | measurement | exempt       | ask-first          | CNIL 2020-091",
                "FR | 2026-03-01 | -      | -   | -  | unmet       | undecided    | ask-first          | CNIL 2020-091: processors only",
                "FR | 2026-03-01 | reject | -   | -  | measurement | objected     | refused-recently   | CNIL 2020-091: objection",
                "DE | 2026-03-01 | -      | -   | -  | measurement | undecided    | ask-first          | TDDDG 25",
                "GB | 2026-02-04 | -      | -   | -  | measurement | undecided    | ask-first          | PECR 6",
                "GB | 2026-02-05 | -      | -   | -  | measurement | exempt       | ask-first          | PECR Sch. A1",
                "GB | 2026-03-01 | reject | -   | -  | measurement | objected     | refused-recently   | PECR Sch. A1: objection",
                "GB | 2026-03-01 | -      | -   | -  | ads         | undecided    | ask-first          | PECR 6: advertising never",
                // Switzerland: information and refusal; particularly sensitive data needs an explicit yes.
                "CH | 2026-03-01 | -      | -   | -  | audience    | not-opted-out | ask-first         | TCA 45c",
                "CH | 2026-03-01 | reject | -   | -  | audience    | refused      | refused-recently   | TCA 45c",
                "CH | 2026-03-01 | -      | -   | -  | health      | undecided    | ask-first          | FADP 6(7)",
                "CH | 2026-03-01 | accept | -   | -  | health      | undecided    | ask-again          | FADP 6(7): explicitly",
                "CH | 2026-03-01 | save   | -   | -  | health      | granted      | nothing-to-ask     | FADP 6(7)",
                // California: opting out, by signal too; two steps back; twelve months; the display since 2026.
                "US-CA | 2026-03-01 | -      | -   | -  | ads      | not-opted-out | ask-first         | Cal. Civ. 1798.120",
                "US-CA | 2025-12-31 | -      | gpc | -  | ads      | signal-gpc   | signalled-recently | 11 CCR 7025(b)",
                "US-CA | 2026-03-01 | -      | gpc | -  | ads      | signal-gpc   | signalled-recently | 11 CCR 7025(c)(6)",
                "US-CA | 2026-03-01 | accept | gpc | -  | ads      | signal-gpc   | tell-conflict      | 11 CCR 7025(c)",
                "US-CA | 2026-03-01 | optout | -   | -  | ads      | opted-out    | refused-recently   | Cal. Civ. 1798.120(a)",
                "US-CA | 2027-02-28 | optout | -   | -  | ads      | opted-out    | refused-recently   | Cal. Civ. 1798.135(c)(4)",
                "US-CA | 2027-03-01 | optout | -   | -  | ads      | opted-out    | nothing-to-ask     | time ends no opt-out",
                "US-CA | 2026-03-01 | -      | -   | 15 | ads      | age          | nothing-to-ask     | Cal. Civ. 1798.120(c)",
                "US-CA | 2026-03-01 | -      | -   | 16 | ads      | not-opted-out | ask-first         | Cal. Civ. 1798.120(c)",
                // Other states: the signal stops sales whether or not the duty has begun; sensitive data needs a yes.
                "US-CO | 2024-06-30 | -      | gpc | -  | ads      | signal-gpc   | signalled-recently | honoured everywhere",
                "US-CO | 2024-07-01 | -      | gpc | -  | ads      | signal-gpc   | signalled-recently | C.R.S. 6-1-1306(1)(a)(IV)",
                "US-CO | 2026-03-01 | -      | -   | -  | place    | undecided    | ask-first          | C.R.S. 6-1-1308(7)",
                "US-CO | 2026-03-01 | accept | -   | -  | place    | undecided    | ask-again          | C.R.S. 6-1-1308(7): a yes of its own",
                "US-CO | 2026-03-01 | save   | -   | -  | place    | granted      | nothing-to-ask     | C.R.S. 6-1-1308(7)",
                "US-CA | 2026-03-01 | accept | -   | -  | place    | granted      | nothing-to-ask     | Cal. Civ. 1798.121: limited on request",
                "US-TX | 2025-01-01 | -      | gpc | -  | ads      | signal-gpc   | signalled-recently | Tex. Bus. & Com. 541.055(e)",
                "US-NJ | 2025-07-15 | -      | gpc | -  | ads      | signal-gpc   | signalled-recently | N.J.S.A. 56:8-166.11(b)",
                "US-OR | 2026-01-01 | -      | gpc | -  | ads      | signal-gpc   | signalled-recently | ORS 646A.578(5)(c)",
                "US-VA | 2026-03-01 | -      | gpc | -  | ads      | signal-gpc   | signalled-recently | honoured without a duty",
                "US-VA | 2026-03-01 | -      | -   | -  | ads      | not-opted-out | ask-first         | no rule to ask",
                "US-VA | 2026-03-01 | -      | -   | 12 | audience | age          | nothing-to-ask     | 16 CFR 312 (under 13)",
                // Quebec: profiling is off; below 14 a guardian acts. Brazil: consent, and a reject button.
                "CA-QC | 2026-03-01 | -      | -   | -  | scoring  | undecided    | ask-first          | Law 25 s. 8.1",
                "CA-QC | 2026-03-01 | accept | -   | 13 | audience | age          | nothing-to-ask     | Law 25 s. 14",
                "BR | 2026-03-01 | -      | -   | -  | audience    | undecided    | ask-first          | LGPD 8; ANPD guide",
                "BR | 2026-03-01 | reject | -   | -  | audience    | refused      | refused-recently   | LGPD 8 (5)",
                // Nowhere, or forged: the strictest of all.
                "JP | 2026-03-01 | -      | -   | -  | audience    | undecided    | ask-first          | zero configuration is lawful",
                "?  | 2026-03-01 | -      | -   | -  | place       | undecided    | ask-first          | the join of all regimes",
                "?  | 2026-03-01 | accept | -   | -  | place       | undecided    | ask-again          | the join of all regimes",
                "?  | 2026-03-01 | -      | dnt | -  | insight     | signal-dnt   | signalled-recently | the join of all regimes",
                "?  | 2026-03-01 | accept | -   | 15 | audience    | age          | nothing-to-ask     | the highest age",
            })
    void aPurposeStandsAsTheRegimeOfThePlaceAndTheDaySays(
            String place,
            LocalDate day,
            String answer,
            String signal,
            String age,
            String purpose,
            String reason,
            String prompt,
            String clause) {
        VisitBuilder visit =
                VisitBuilder.visit().under(WORLD).from(place).on(day).device(device(answer));
        if (signal.equals("gpc")) {
            visit.gpc();
        } else if (signal.equals("dnt")) {
            visit.dnt();
        }
        if (!age.equals("-")) {
            visit.aged(Integer.parseInt(age));
        }
        assertEquals(reason, visit.reason(purpose).id());
        assertEquals(prompt, visit.prompt().id());
        assertFalse(clause.isBlank());
    }

    private static Given device(String answer) {
        Act act = new Act(1, ANSWERED, ANSWERED.plusMonths(6), Cases.VERSION, "gdpr");
        return switch (answer) {
            case "accept" -> granted(act, GrantForm.ALL);
            case "save" -> granted(act, GrantForm.SPECIFIC);
            case "reject" -> Cases.given(Map.of(), act, Map.of(), Map.of());
            case "optout" -> new GivenConsent(Cases.SUBJECT, 1, Map.of(), null, Map.of(Use.SALE, act), Map.of(), null);
            default -> Given.NONE;
        };
    }

    /** Every purpose granted, as an old cookie may carry it too. */
    private static Given granted(Act act, GrantForm form) {
        Map<String, Answer> answers = new HashMap<>();
        for (Purpose purpose : Cases.purposes()) {
            answers.put(purpose.id(), new Answer.Granted(act, form, false, false, null));
        }
        return Cases.answers(answers);
    }
}
