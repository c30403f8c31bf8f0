package dev.consent4j.lint;

import dev.consent4j.policy.Named;
import dev.consent4j.policy.Nearest;

/** What lint looks for. Ids are stable: builds name them to accept a finding. */
public enum LintRule implements Named {
    /** Refusing is not offered where accepting is. */
    NO_REJECT_ON_FIRST_LAYER(
            "no-reject-on-first-layer",
            Severity.ERROR,
            "GDPR 7(3); EDPB Cookie Banner Taskforce 8; CNIL 2020-092",
            "Offer refusing beside accepting, in the same form; the library's banner does."),
    /** Something is on before the person chose. */
    ON_BY_DEFAULT(
            "on-by-default",
            Severity.ERROR,
            "GDPR 4(11), 25(2); C-673/17; QC Law 25 s. 8.1",
            "Switch it off until the person switches it on."),
    /** Using the site, or silence, is taken as agreement. */
    AGREEMENT_BY_USE(
            "agreement-by-use",
            Severity.ERROR,
            "GDPR 4(11), Rec. 32; C-673/17",
            "Take agreement from an answer only: a banner or a form."),
    /** A text binds by being published or by continued use. */
    BINDING_BY_USE(
            "binding-by-use",
            Severity.ERROR,
            "GDPR 4(11), 13(3)",
            "Announce the change and ask again for what changed."),
    /** A transfer rests on using the site. */
    TRANSFER_BY_USE(
            "transfer-by-use", Severity.ERROR, "GDPR 49(1)(a), 4(11)", "Name a transfer mechanism for each vendor."),
    /** Sensitive data is used because somebody stored it. */
    SENSITIVE_BY_USE(
            "sensitive-by-use", Severity.ERROR, "GDPR 9(2)(a)", "Ask for explicit consent to a purpose of its own."),
    /** The site cannot be used without accepting what is not necessary. */
    COOKIE_WALL("cookie-wall", Severity.ERROR, "GDPR 7(4), Rec. 43; EDPB 05/2020", "Let the site work without it."),
    /** Two things can only be refused together. */
    TIED_PURPOSES("tied-purposes", Severity.ERROR, "GDPR 7(4), Rec. 43", "Declare two purposes and ask for each."),
    /** A required purpose holds what is known to be optional. */
    OPTIONAL_IN_NECESSARY(
            "optional-in-necessary",
            Severity.ERROR,
            "ePrivacy 5(3); WP194; EDPB Cookie Banner Taskforce",
            "Move it to a purpose the visitor can refuse."),
    /** An item is set before the person answered. */
    SET_BEFORE_CONSENT(
            "set-before-consent",
            Severity.ERROR,
            "ePrivacy 5(3)",
            "Set it after the grant; the gate withholds it until then."),
    /** Storage rests on an interest where it needs consent. */
    INTEREST_FOR_STORAGE(
            "legitimate-interest-for-storage",
            Severity.ERROR,
            "ePrivacy 5(3); EDPB Cookie Banner Taskforce 17-18",
            "Let the purpose rest on consent there, or store nothing for it."),
    /** A machine decides about people on a basis that does not allow it. */
    AUTOMATED_BASIS(
            "automated-decision-basis",
            Severity.ERROR,
            "GDPR 22(2)",
            "Let the purpose rest on consent, a contract or a law there, or let a human decide."),
    /** Everything rests on an interest that is not named. */
    BLANKET_INTEREST(
            "blanket-legitimate-interest",
            Severity.ERROR,
            "GDPR 6(1)(f), 13(1)(d)",
            "Name the interest of each purpose, or ask."),
    /** An exemption is claimed whose conditions are not met or that the regime does not know. */
    EXEMPTION_NOT_MET(
            "exemption-not-met",
            Severity.ERROR,
            "PECR Sch. A1; CNIL 2020-091",
            "Declare sole purpose, processors only, information and objection, or let the purpose rest on consent."),
    /** There is one opt-out rule for all, also where opting in is the law. */
    OPT_OUT_WHERE_OPT_IN(
            "opt-out-where-opt-in",
            Severity.ERROR,
            "GDPR 6(1)(a); ePrivacy 5(3)",
            "Ask first where a regime of the policy is opt-in."),
    /** An item lives longer than the regime or a browser lets it. */
    LIFETIME_TOO_LONG(
            "lifetime-too-long", Severity.WARNING, "6265bis 400 days; CNIL 2020-091 (13 and 25 months)", "Shorten it."),
    /** A grant is valid longer than accepted. */
    RENEWAL_TOO_LONG(
            "renewal-too-long",
            Severity.WARNING,
            "CNIL 2020-092; Garante 231/2021; specs 7.3",
            "Ask again after at most 13 months."),
    /** Do Not Track is ignored where it is an objection. */
    DNT_IGNORED(
            "dnt-ignored",
            Severity.WARNING,
            "GDPR 21(5)",
            "Set 'signals.dnt' to 'object' there; the regime counts it as an objection anyway."),
    /** Global Privacy Control is said to change nothing. */
    GPC_IGNORED(
            "gpc-ignored",
            Severity.ERROR,
            "11 CCR 7025; C.R.S. 6-1-1306; GDPR 21(5)",
            "Honour it and say so; the library does."),
    /** GPC is honoured, but nothing declared could be stopped by it. */
    GPC_NOT_EFFECTIVE(
            "gpc-not-effective",
            Severity.ERROR,
            "W3C GPC; 11 CCR 7025",
            "Declare 'sharing' or 'sale' on the purposes whose data reaches third parties for their own use."),
    /** The reason given for ignoring a signal is contradicted by the declarations. */
    SIGNAL_REASON_CONTRADICTED(
            "signal-reason-contradicted",
            Severity.ERROR,
            "GDPR 5(1)(a)",
            "Strike the reason, or the purposes that track."),
    /** Data is sold or shared without a link to opt out. */
    SALE_WITHOUT_OPT_OUT(
            "sale-without-opt-out-link",
            Severity.ERROR,
            "Cal. Civ. 1798.120, 1798.135(a); 11 CCR 7026(a)(4)",
            "Let the regime carry the link 'do-not-sell-or-share'; a banner alone is no opt-out method."),
    /** The annulled framework is invoked. */
    TRANSFER_INVALID(
            "transfer-invalid", Severity.ERROR, "C-311/18", "Name 'dpf' if the vendor is certified, or 'scc'."),
    /** Data goes to a third country and no mechanism is named. */
    TRANSFER_WITHOUT_MECHANISM(
            "transfer-without-mechanism",
            Severity.ERROR,
            "GDPR 13(1)(f), 44-49",
            "Name 'adequacy', 'dpf', 'scc', 'bcr' or 'derogation'."),
    /** It is not said where a vendor processes data. */
    VENDOR_WITHOUT_COUNTRY(
            "vendor-without-country",
            Severity.WARNING,
            "GDPR 13(1)(f)",
            "Name the country the vendor processes data in."),
    /** A vendor serves no purpose. */
    VENDOR_WITHOUT_PURPOSE(
            "vendor-without-purpose", Severity.ERROR, "GDPR 5(1)(b), 13(1)(e)", "Name its purposes, or remove it."),
    /** A vendor is not named. */
    UNNAMED_VENDOR("unnamed-vendor", Severity.ERROR, "GDPR 13(1)(e); CNIL 2020-091", "Name each third party."),
    /** It is not said how long data is kept. */
    PURPOSE_WITHOUT_RETENTION(
            "purpose-without-retention",
            Severity.ERROR,
            "GDPR 13(2)(a), 5(1)(e)",
            "State 'retention' for the purpose."),
    /** Something is kept for ever. */
    KEPT_FOR_EVER(
            "kept-for-ever",
            Severity.ERROR,
            "GDPR 5(1)(e), 17; 16 CFR 312.10",
            "Name a period; an exemption of Art. 17(3) or 89 holds case by case, never for marketing or consent data."),
    /** Nobody to turn to. */
    MISSING_CONTACT(
            "missing-controller-contact",
            Severity.ERROR,
            "GDPR 13(1)(a)",
            "State 'controller.contact', such as mailto:privacy@example.org."),
    /** Not said how to withdraw. */
    MISSING_WITHDRAWAL(
            "missing-withdrawal",
            Severity.ERROR,
            "GDPR 7(3), 13(2)(c)",
            "Link the choices page and say that consent can be withdrawn there."),
    /** Rights are not offered. */
    MISSING_RIGHTS("missing-rights", Severity.ERROR, "GDPR 13(2)(b), 15-22, 77", "Offer each of them."),
    /** Not said how fast, or too slow. */
    RIGHTS_DEADLINE("rights-deadline", Severity.ERROR, "GDPR 12(3)", "Promise an answer within one month."),
    /** An identity is asked for where none is needed. */
    IDENTITY_CHECK(
            "identity-check-before-objection",
            Severity.ERROR,
            "GDPR 21(2)-(3), 12(6), 11",
            "Stop marketing at once; ask for an identity only in reasonable doubt."),
    /** A channel without a way out. */
    CHANNEL_WITHOUT_OPT_OUT(
            "channel-without-opt-out",
            Severity.ERROR,
            "GDPR 21(2)-(4); ePrivacy 13; RFC 8058",
            "Offer a way to stop it on the same channel."),
    /** The law that applies is not named. */
    MISSING_REGIME(
            "missing-regime",
            Severity.WARNING,
            "GDPR 13; 3(2)",
            "Say which rules hold where, as 'jurisdictions' does."),
    /** The day from which the text holds is not named. */
    MISSING_EFFECTIVE_DATE(
            "missing-effective-date", Severity.WARNING, "Cal. Bus. & Prof. 22575(b)(4)", "State the day."),
    /** The items stored on devices are not listed. */
    MISSING_COOKIE_TABLE(
            "missing-cookie-table",
            Severity.ERROR,
            "ePrivacy 5(3); C-673/17",
            "List each item with purpose and life; the choices page does."),
    /** Nothing is said about Do Not Track. */
    MISSING_DNT_STATEMENT(
            "missing-dnt-statement",
            Severity.WARNING,
            "Cal. Bus. & Prof. 22575(b)(5)",
            "Say what it changes; the choices page does."),
    /** Children are not provided for. */
    CHILD_RULES(
            "child-rules",
            Severity.WARNING,
            "GDPR 8; 16 CFR 312; Cal. Civ. 1798.120(c)",
            "State 'minimumAge' for purposes that profile or advertise."),
    /** A material change was announced later than promised. */
    NOTICE_TOO_SHORT(
            "notice-too-short",
            Severity.ERROR,
            "the policy's own promise; GDPR 5(1)(a)",
            "Set 'announcedOn' and a later 'effectiveFrom'."),
    /** One standard is promised and some places get less. */
    WEAKER_JURISDICTION(
            "weaker-jurisdiction",
            Severity.ERROR,
            "the policy's own promise; GDPR 5(1)(a)",
            "Give every place the strictest row."),
    /** A text lacks a language the policy speaks. */
    UNTRANSLATED(
            "untranslated",
            Severity.WARNING,
            "GDPR 7(2), 12(1)",
            "Add the wording, or take the language out of 'languages'."),
    /** The declared table differs from what was seen. */
    COOKIE_TABLE_OUT_OF_DATE(
            "cookie-table-out-of-date",
            Severity.ERROR,
            "ePrivacy 5(3); GDPR 5(1)(a)",
            "Declare it, or stop setting it."),
    /** The rules of a regime are due for a check. */
    REGIME_REVIEW_OVERDUE(
            "regime-review-overdue",
            Severity.WARNING,
            "Regime.reviewBy",
            "Check the rules against the law, then move 'reviewBy'.");

    private final String id;
    private final Severity severity;
    private final String clause;
    private final String fix;

    LintRule(String id, Severity severity, String clause, String fix) {
        this.id = id;
        this.severity = severity;
        this.clause = clause;
        this.fix = fix;
    }

    @Override
    public String id() {
        return id;
    }

    /** How bad a finding of this rule is. */
    public Severity severity() {
        return severity;
    }

    /** The clause of law or specification the rule comes from. */
    public String clause() {
        return clause;
    }

    /** What to do about a finding. */
    public String fix() {
        return fix;
    }

    static LintRule named(String id) {
        return Named.find(LintRule.class, id)
                .orElseThrow(() -> new IllegalArgumentException("there is no lint rule '" + id + "'. "
                        + Nearest.suggestion(
                                id,
                                Named.ids(LintRule.class),
                                "Known: " + String.join(", ", Named.ids(LintRule.class)))));
    }
}
