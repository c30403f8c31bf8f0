package dev.consent4j.servlet.banner;

import dev.consent4j.SiteConsent;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Restricted;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.servlet.page.Frozen;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Page;
import dev.consent4j.servlet.page.Slots;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.store.StoreException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The pages on which a person has the record erased. No choice is made on them, so they are no renderings. */
record ErasurePages(Visitor visitor) {

    /** Their path below the base path. */
    static final String PATH = "erase";

    /**
     * What will happen and the button for it; after it, the receipt.
     *
     * @param receipt number of a request that was just made, or anything else
     * @param token a one-time token for the form, empty for none
     */
    Page page(PageQuery query, String receipt, String token) {
        Wording wording = wording(query);
        Html html = Document.open(wording, wording.say("erase.title"));
        html.line("h1", "", wording.say("erase.title"));
        receipt(html, wording, receipt);
        SubjectId subject = visitor.effective().given().subject();
        if (subject == null) {
            html.line("p", "", wording.say("erase.nothing"));
        } else {
            if (!token.isEmpty()) {
                html.include(Document.notice(wording.say("notice.confirm-origin")));
            }
            explain(html, wording, subject);
            form(html, wording, query, token);
        }
        back(html, wording, query);
        return page(html, 200);
    }

    /** A page that says why nothing was erased. */
    Page failed(PageQuery query, int status) {
        Wording wording = wording(query);
        Html html = Document.open(wording, wording.say("error.title"));
        html.line("h1", "", wording.say("error.title"));
        boolean refused = status == 429 || status == 503;
        html.include(Document.notice(wording.say(refused ? "erase.failed" : "error." + status)));
        back(html, wording, query);
        return page(html, status);
    }

    private Wording wording(PageQuery query) {
        return Wording.of(visitor.effective().policy(), query.languageFor(visitor));
    }

    private Page page(Html html, int status) {
        return new Page(status, Frozen.of(Document.close(html)).filled(new Slots().text("base", visitor.basePath())));
    }

    private void explain(Html html, Wording wording, SubjectId subject) {
        Policy policy = wording.policy();
        html.line("h2", "", wording.say("erase.what"));
        html.line("p", "", kept(wording, subject));
        html.line("p", "", wording.say("erase.grants"));
        policy.evidence().map(Lifetime::iso).ifPresent(period -> {
            html.line("p", "", wording.say("erase.evidence", period));
            reason(html, wording);
        });
        html.line("h2", "", wording.say("erase.stays"));
        html.open("ul");
        html.line("li", "", wording.say("erase.stays.account"));
        html.line("li", "", wording.say("erase.stays.refusal"));
        html.line("li", "", wording.say("erase.stays.device"));
        if (!policy.residue().isEmpty()) {
            html.line("li", "", wording.say("erase.stays.residue", policy.residue()));
        }
        html.close();
        html.line("p", "", wording.say("erase.final"));
    }

    private void reason(Html html, Wording wording) {
        if (wording.policy().evidenceReason().isEmpty()) {
            html.line("p", "", wording.say("erase.evidence.reason"));
        } else {
            wording.add(html, "p", "", wording.policy().evidenceReason(), "");
        }
    }

    private String kept(Wording wording, SubjectId subject) {
        SiteConsent site = visitor.site();
        try {
            var places = site.records().placesOf(subject);
            Optional<String> since = places.list().stream()
                    .findFirst()
                    .flatMap(first -> site.ledger().read(first.from(), 1).get(0).entry())
                    .map(Entry::time)
                    .map(ErasurePages::day);
            return since.map(day -> wording.say("erase.kept", places.size(), day))
                    .orElseGet(() -> wording.say("record.nothing"));
        } catch (StoreException unavailable) {
            return wording.say("record.unavailable");
        }
    }

    private static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private void form(Html html, Wording wording, PageQuery query, String token) {
        html.open("form").with("method", "post").withSlot("action", "{base}/" + PATH);
        PageQuery.hidden(html, "action", "withdraw");
        PageQuery.hidden(html, "decision", visitor.site().newDecisionId().text());
        if (!token.isEmpty()) {
            PageQuery.hidden(html, "token", token);
        }
        query.addTo(html, visitor);
        html.open("div").with("class", "pc-actions");
        html.open("button").with("type", "submit").with("class", Buttons.CLASS);
        html.text(wording.say("erase.button")).close().close().close();
    }

    /** What the ledger says became of a request; a number it does not know says nothing. */
    private void receipt(Html html, Wording wording, String number) {
        if (DecisionId.parse(number).isEmpty()) {
            return;
        }
        try {
            boolean erased = entry(Erased.idOf(number, 0)).isPresent();
            Optional<Entry> restricted = entry(Restricted.idOf(number));
            if (restricted.orElse(null) instanceof Restricted owed) {
                html.include(Document.notice(
                        wording.say("erase.restricted", owed.eraseOn()), wording.say("erase.receipt", number)));
                if (owed.reason().equals(Restricted.HELD)) {
                    html.line("p", "", wording.say("erase.hold"));
                } else {
                    reason(html, wording);
                }
            } else if (erased) {
                html.include(Document.notice(wording.say("erase.done"), wording.say("erase.receipt", number)));
            }
        } catch (StoreException unavailable) {
            html.line("p", "", wording.say("record.unavailable"));
        }
    }

    private Optional<Entry> entry(String id) {
        return visitor.site().ledger().find(id).flatMap(LedgerEntry::entry);
    }

    private void back(Html html, Wording wording, PageQuery query) {
        html.open("p").open("a").with("class", "pc-more").with("href", query.choicesPath(visitor, "", ""));
        html.text(wording.say("error.back")).close().close();
    }
}
