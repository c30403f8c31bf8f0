package dev.consent4j.servlet.banner;

import dev.consent4j.decision.Given;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.signal.Signals;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is put to everybody of one place and language alike, free of request data.
 *
 * @param policy the version in force
 * @param regime the rules in force
 * @param jurisdiction where visitors are taken to be
 * @param standing the verdict for each purpose as long as nobody has answered
 * @param wording how it is said
 */
record Offer(Policy policy, Regime regime, Jurisdiction jurisdiction, Map<String, Verdict> standing, Wording wording) {

    private static final Set<Reason> UNTIL_OPT_OUT = Set.of(Reason.NOT_OPTED_OUT, Reason.NOTICE_ONLY);
    private static final String SALE_LINK = "do-not-sell-or-share";
    private static final String LIMIT_LINK = "limit-sensitive-data";

    static Offer to(Visitor visitor, String language) {
        EffectiveConsent effective = visitor.effective();
        Map<String, Verdict> standing = visitor.site()
                .evaluate(Given.NONE, visitor.jurisdiction(), Person.UNKNOWN, Signals.NONE, visitor.today())
                .verdicts();
        return new Offer(
                effective.policy(),
                effective.regime(),
                visitor.jurisdiction(),
                standing,
                Wording.of(effective.policy(), language));
    }

    /** What makes two offers of one site the same. */
    Key key(String variant) {
        return new Key(policy.contentHash(), regime, jurisdiction.code(), wording.language(), variant);
    }

    /**
     * Identity of an offer; {@code variant} tells renderings of one surface apart. Rules change on their day, so the id
     * of the regime alone does not tell which they are.
     */
    record Key(String policyHash, Regime regime, String jurisdiction, String language, String variant) {}

    LegalBasis basis(Purpose purpose) {
        return purpose.basisIn(jurisdiction);
    }

    /** Whether a purpose is used as long as the person says nothing. */
    boolean isActiveUnasked(Purpose purpose) {
        Verdict verdict = standing.get(purpose.id());
        return !purpose.required() && verdict != null && verdict.permitted();
    }

    /** Whether a person can object to a purpose, or opt out of it, expressly. */
    boolean isObjectionable(Purpose purpose) {
        Verdict verdict = standing.get(purpose.id());
        return isActiveUnasked(purpose)
                && verdict != null
                && (basis(purpose).objectionable() || UNTIL_OPT_OUT.contains(verdict.reason()));
    }

    /** The purposes that accepting everything leaves out, because the law wants a yes of their own to each. */
    List<Purpose> explicit() {
        return policy.purposes().stream().filter(regime::wantsExplicit).toList();
    }

    /** Whether there is anything that accepting everything grants. */
    boolean offersAcceptAll() {
        return policy.purposes().stream().anyMatch(purpose -> !purpose.required() && !regime.wantsExplicit(purpose));
    }

    /** The titles of purposes, in one line. */
    String titles(List<Purpose> purposes) {
        return purposes.stream().map(this::title).collect(Collectors.joining(", "));
    }

    /** The basis as it works here: where the law wants no permission, consent is not what a purpose waits for. */
    LegalBasis basisInForce(Purpose purpose) {
        LegalBasis basis = basis(purpose);
        return basis == LegalBasis.CONSENT && isActiveUnasked(purpose) ? LegalBasis.OPT_OUT : basis;
    }

    /** Whether Global Privacy Control stops a purpose here. */
    boolean isStoppedByGpc(Purpose purpose) {
        return !Collections.disjoint(purpose.uses(), Regime.GPC_USES)
                || !Collections.disjoint(purpose.uses(), regime.gpcStops());
    }

    boolean anythingStoppedByGpc() {
        return policy.purposes().stream().anyMatch(purpose -> !purpose.required() && isStoppedByGpc(purpose));
    }

    /** Whether to offer one button against sale and sharing (Cal. Civ. 1798.135(a)). */
    boolean offersOptOut() {
        boolean sells = policy.purposes().stream()
                .anyMatch(purpose -> !purpose.required() && !Collections.disjoint(purpose.uses(), Regime.GPC_USES));
        return sells && (regime.model() == Model.OPT_OUT || regime.links().contains(SALE_LINK));
    }

    /** The purposes that one button against the use of sensitive data turns off, where the law wants one (Cal. Civ. 1798.121). */
    List<Purpose> limited() {
        return !regime.links().contains(LIMIT_LINK)
                ? List.of()
                : policy.purposes().stream()
                        .filter(purpose -> purpose.dataKind() != DataKind.ORDINARY && isActiveUnasked(purpose))
                        .toList();
    }

    /** Whether the site itself says that it acts on {@code DNT: 1} here. */
    boolean siteHonoursDnt() {
        return policy.dnt().at(jurisdiction, (first, second) -> first == DntRule.OBJECT ? first : second)
                == DntRule.OBJECT;
    }

    /** Whether {@code DNT: 1} has any effect here, by the site's word or by the regime's. */
    boolean honoursDnt() {
        return siteHonoursDnt() || regime.dntObjects();
    }

    List<Purpose> purposesOf(Category category) {
        return policy.purposes().stream()
                .filter(purpose -> purpose.category().equals(category.id()))
                .toList();
    }

    String title(Purpose purpose) {
        return wording.title(purpose.title(), purpose.id());
    }
}
