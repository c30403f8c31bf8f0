package dev.consent4j.servlet.banner;

import dev.consent4j.ServedPage;
import dev.consent4j.SignedIn;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Finding;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.page.Frozen;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Page;
import dev.consent4j.servlet.page.Slots;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fills the choices page, its second step and its error pages for one visitor. Thread safe. */
final class ChoicesPages {

    private final Renderings choices = new Renderings(ChoicesRendering.SURFACE);
    private final Renderings confirmations = new Renderings(ConfirmationRendering.SURFACE);

    /**
     * What a choices page is made with.
     *
     * @param status the HTTP status
     * @param query what the address or form said
     * @param notice what became of something; null for none
     * @param token a one-time token for the form, empty for none
     * @param ticked ids of purposes ticked by the person before; null to show the state
     */
    record View(
            int status,
            PageQuery query,
            @Nullable Html notice,
            String token,
            @Nullable Set<String> ticked) {

        static View of(PageQuery query) {
            return new View(200, query, null, "", null);
        }
    }

    Page choices(Visitor visitor, View view) {
        Offer offer = Offer.to(visitor, view.query().languageFor(visitor));
        List<Declaration> foreign = visitor.outOfReach();
        FrozenRendering frozen =
                choices.of(offer, Unreachable.variant(foreign), () -> new ChoicesRendering(offer, foreign).markup());
        visitor.site().served(frozen.rendering());
        EffectiveConsent effective = visitor.effective();
        Set<String> on = new TreeSet<>();
        Slots slots = new Slots()
                .text("base", visitor.basePath())
                .markup("back", back(offer.wording(), view.query()))
                .markup("notice", view.notice() == null ? late(offer.wording(), effective) : view.notice())
                .markup("signals", new SignalStatus(offer, effective).markup())
                .text(
                        "return-parameter",
                        view.query()
                                .returnPath()
                                .map(path -> "&return=" + PageQuery.encoded(path))
                                .orElse(""))
                .markup("record", record(offer.wording(), visitor, view.token()));
        for (Purpose purpose : offer.policy().purposes()) {
            PurposeState state = new PurposeState(offer.wording(), effective, purpose);
            Set<String> ticked = view.ticked();
            boolean checked = ticked == null ? state.isChosen() : ticked.contains(purpose.id());
            if (checked && !purpose.required()) {
                on.add(purpose.id());
            }
            slots.attribute("checked:" + purpose.id(), "checked", checked);
            slots.markup("state:" + purpose.id(), state.words());
        }
        slots.markup("fields", fields(visitor, frozen, Source.PREFERENCES, view.query(), view.token(), on));
        return new Page(view.status(), frozen.frozen().filled(slots));
    }

    /** The second step for some purposes, with what speaks against each. */
    Page confirmation(Visitor visitor, PageQuery query, Set<String> purposes) {
        Offer offer = Offer.to(visitor, query.languageFor(visitor));
        FrozenRendering frozen = confirmations.of(offer, "", () -> new ConfirmationRendering(offer).markup());
        visitor.site().served(frozen.rendering());
        Html conflicts = new Html().open("div").with("class", "pc-panel").open("ul");
        Html fields = fields(visitor, frozen, Source.PREFERENCES, query, "");
        for (String id : purposes) {
            offer.policy().purpose(id).ifPresent(purpose -> {
                conflicts.open("li");
                offer.wording().add(conflicts, "strong", "", purpose.title(), id);
                reasons(visitor.effective(), id)
                        .forEach(key -> conflicts.line("p", "", offer.wording().say(key)));
                conflicts.close();
            });
            PageQuery.hidden(fields, "answered", id);
            PageQuery.hidden(fields, "purpose", id);
        }
        return new Page(
                200,
                frozen.frozen()
                        .filled(new Slots()
                                .text("base", visitor.basePath())
                                .markup("fields", fields)
                                .markup("conflicts", conflicts.close().close())));
    }

    private static Set<String> reasons(EffectiveConsent effective, String purpose) {
        Verdict verdict = effective.purpose(purpose);
        Set<String> keys = new TreeSet<>();
        if (effective.isDeniedByDevice(purpose)) {
            keys.add("confirm.device");
        }
        reason(verdict.won(), keys);
        verdict.beaten().forEach(finding -> reason(finding, keys));
        return keys;
    }

    private static void reason(Finding finding, Set<String> keys) {
        Reason reason = finding.reason();
        if (reason == Reason.SIGNAL_GPC) {
            keys.add("confirm.gpc");
        } else if (reason == Reason.SIGNAL_DNT) {
            keys.add("confirm.dnt");
        } else if (reason == Reason.OPTED_OUT) {
            keys.add("confirm.opted-out");
        }
    }

    /** A page that says why nothing, or not everything, was done. */
    Page error(Visitor visitor, PageQuery query, int status) {
        Wording wording = Wording.of(visitor.effective().policy(), query.languageFor(visitor));
        Html html = Document.open(wording, wording.say("error.title"));
        html.line("h1", "", wording.say("error.title"));
        html.include(Document.notice(wording.say("error." + status)));
        html.open("p").open("a").with("class", "pc-more");
        html.with(
                "href", query.choicesPath(visitor, "return", query.returnPath().orElse("")));
        html.text(wording.say("error.back")).close().close();
        Frozen page = Frozen.of(Document.close(html));
        return new Page(status, page.filled(new Slots().text("base", visitor.basePath())));
    }

    /** The hidden fields of a form on which no control is on. */
    static Html fields(Visitor visitor, FrozenRendering frozen, Source source, PageQuery query, String token) {
        return fields(visitor, frozen, source, query, token, Set.of());
    }

    /** The hidden fields of a form: what depends on the request and is no part of what was shown. */
    private static Html fields(
            Visitor visitor, FrozenRendering frozen, Source source, PageQuery query, String token, Set<String> on) {
        Html html = new Html();
        DecisionId id = visitor.site().newDecisionId();
        String rendering = frozen.rendering().hash();
        ServedPage page = new ServedPage(visitor.signalsAlone().active(), on);
        PageQuery.hidden(html, "decision", id.text());
        PageQuery.hidden(html, "shown", rendering);
        PageQuery.hidden(html, "served", visitor.site().seal(page, id, rendering));
        PageQuery.hidden(html, "source", source.id());
        if (!token.isEmpty()) {
            PageQuery.hidden(html, "token", token);
        }
        query.addTo(html, visitor);
        return html;
    }

    /**
     * What became of a decision just made: found in the ledger, or not said at all.
     *
     * @param number the receipt number
     * @param token the token that downloads the receipt once, empty for none
     */
    @Nullable
    Html receipt(Visitor visitor, PageQuery query, String number, String token) {
        Wording wording = Wording.of(visitor.effective().policy(), query.languageFor(visitor));
        if (DecisionId.parse(number).filter(id -> isRecorded(visitor, id)).isEmpty()) {
            return null;
        }
        Html notice = new Html().open("div").with("class", "pc-notice").with("role", "status");
        notice.line("p", "", wording.say("notice.recorded")).line("p", "", wording.say("notice.receipt", number));
        if (!token.isEmpty()) {
            notice.open("p").open("a");
            notice.with("href", ReceiptHandler.once(visitor, number, token)).with("download", "");
            notice.text(wording.say("notice.download")).close().close();
        }
        return notice.close();
    }

    private static boolean isRecorded(Visitor visitor, DecisionId id) {
        try {
            return visitor.site().ledger().find(id.text()).isPresent();
        } catch (StoreException unavailable) {
            return false;
        }
    }

    private static Html record(Wording wording, Visitor visitor, String token) {
        SignedIn who = visitor.account();
        return who == null
                ? new DeviceRecord(wording, visitor).markup()
                : new AccountRecord(wording, visitor, who, token).markup();
    }

    private static Html late(Wording wording, EffectiveConsent effective) {
        return effective.given().unrecorded() == null ? new Html() : Document.notice(wording.say("notice.late"));
    }

    private static Html back(Wording wording, PageQuery query) {
        Html html = new Html();
        Optional<String> path = query.returnPath();
        path.ifPresent(address -> html.open("a")
                .with("href", address)
                .text(wording.say("choices.back"))
                .close());
        return html;
    }
}
