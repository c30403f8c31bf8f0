package dev.consent4j.servlet.explain;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Finding;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.CanonicalJson;
import dev.consent4j.signal.Signal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An explanation as JSON, for tests and tools. */
final class ExplainJson {

    private ExplainJson() {}

    static String of(Explained explained) {
        EffectiveConsent consent = explained.consent();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("site", explained.visitor().site().site().id());
        json.put("mode", explained.visitor().site().mode());
        json.put("jurisdiction", explained.visitor().jurisdiction().code());
        json.put(
                "regime",
                Map.of(
                        "id",
                        consent.regime().id(),
                        "model",
                        consent.regime().model().id()));
        json.put(
                "policy",
                Map.of(
                        "version",
                        consent.policy().version(),
                        "hash",
                        consent.policy().contentHash()));
        json.put("signals", Map.of("request", sent(consent), "recorded", recorded(consent.given())));
        json.put(
                "prompt",
                Map.of(
                        "asks",
                        consent.prompt().asks(),
                        "reason",
                        consent.prompt().id()));
        json.put("given", Map.of("state", explained.carried(), "acts", acts(explained, consent.given())));
        explained
                .account()
                .ifPresent(account ->
                        json.put("account", Map.of("signals", recorded(account), "acts", acts(explained, account))));
        json.put("asked", explained.asked().stream().map(ExplainJson::verdict).toList());
        json.put(
                "purposes",
                consent.verdicts().values().stream().map(ExplainJson::verdict).toList());
        json.put(
                "cookies",
                Map.of(
                        "request", told("outcome", explained.requestCookies()),
                        "declared", told("purpose", explained.declaredCookies()),
                        "undisclosed", explained.undisclosed()));
        return CanonicalJson.write(json);
    }

    private static List<String> sent(EffectiveConsent consent) {
        return consent.visit().signals().active().stream().map(Signal::id).toList();
    }

    private static Map<String, String> recorded(GivenConsent given) {
        Map<String, String> recorded = new LinkedHashMap<>();
        given.signals()
                .forEach((signal, act) -> recorded.put(signal.id(), act.day().toString()));
        return recorded;
    }

    private static List<Map<String, Object>> acts(Explained explained, GivenConsent given) {
        return given.heldActs().stream().map(act -> act(explained, act, given)).toList();
    }

    private static Map<String, Object> act(Explained explained, Act act, GivenConsent given) {
        return Map.of(
                "number", act.number(),
                "day", act.day().toString(),
                "policyVersion", act.policyVersion(),
                "regime", act.regime(),
                "carries", Explained.carriedOf(act, given),
                "decision", explained.consent().decision(act));
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        return Map.of(
                "name", verdict.name(),
                "permitted", verdict.permitted(),
                "won", verdict.won().toString(),
                "beaten", verdict.beaten().stream().map(Finding::toString).toList(),
                "explanation", verdict.explain());
    }

    private static List<Map<String, Object>> told(String member, List<Explained.Told> cookies) {
        return cookies.stream()
                .map(cookie -> Map.<String, Object>of(
                        "name",
                        cookie.name(),
                        member,
                        cookie.outcome(),
                        "permitted",
                        cookie.permitted(),
                        "explanation",
                        cookie.explanation()))
                .toList();
    }
}
