package dev.consent4j.servlet.enforcement;

import dev.consent4j.SiteConsent;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.servlet.enforcement.header.ExplainLines;
import dev.consent4j.servlet.request.GateOutcome.Kind;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What development adds to one request: decisions named by id, and a header line for each purpose and for each outcome as
 * it happens. Used by the threads of one request only.
 */
final class Explainer {

    private final @Nullable SiteConsent site;
    private final ExplainLines purposes;
    private final ExplainLines outcomes;
    private @Nullable EffectiveConsent asEvaluated;
    private @Nullable EffectiveConsent linked;

    /** Without a site no decision is known. */
    Explainer(@Nullable SiteConsent site, String choicesPath) {
        String page = choicesPath.substring(0, choicesPath.lastIndexOf('/') + 1) + "explain";
        this.site = site;
        this.purposes = new ExplainLines(page);
        this.outcomes = new ExplainLines(page);
    }

    /** The same answer with decisions named by id; the ledger is read once for it. */
    EffectiveConsent linked(EffectiveConsent consent) {
        EffectiveConsent known = linked;
        if (known == null || consent != asEvaluated) {
            known = site == null ? consent : site.linked(consent);
            asEvaluated = consent;
            linked = known;
        }
        return known;
    }

    void tellPurposes(HttpServletResponse response, EffectiveConsent consent) {
        consent.verdicts().values().forEach(verdict -> purposes.add("purpose", verdict.explain()));
        restore(response);
    }

    void tell(@Nullable HttpServletResponse response, Kind kind, String explanation) {
        outcomes.add(kind.name().toLowerCase(Locale.ROOT), explanation).ifPresent(line -> {
            if (response != null) {
                response.addHeader(ExplainLines.FIELD, line);
            }
        });
    }

    /** Writes the lines again that something has cleared from the response. */
    void restore(HttpServletResponse response) {
        Collection<String> present = response.getHeaders(ExplainLines.FIELD);
        for (ExplainLines each : new ExplainLines[] {purposes, outcomes}) {
            each.lines().stream()
                    .filter(line -> !present.contains(line))
                    .forEach(line -> response.addHeader(ExplainLines.FIELD, line));
        }
    }
}
