package dev.consent4j.servlet.banner;

import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.policy.Policy;
import dev.consent4j.servlet.page.Frozen;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Page;
import dev.consent4j.servlet.page.Slots;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page shown in the frame of an embed that is denied: it names the vendor and its purposes, and each of its two forms
 * answers exactly those of them that are denied, all else staying as it is. What needs an explicit grant is allowed by a
 * yes of its own, after the others. Thread safe.
 */
public final class PlaceholderHandler implements PageHandler {

    private static final String PATH = "placeholder";

    private final Renderings placeholders = new Renderings(PlaceholderRendering.SURFACE);

    /** The handler of one application. */
    public PlaceholderHandler() {}

    /**
     * The address of the placeholder for an embed.
     *
     * @param visitor who gets the page around it
     * @param vendor id of the vendor; empty if only purposes are known
     * @param purposes ids of the purposes it needs
     * @return a path of this site with its query; null if no answer could permit the embed
     */
    public @Nullable String address(Visitor visitor, String vendor, List<String> purposes) {
        Policy policy = visitor.effective().policy();
        Optional<EmbedSubject> subject =
                vendor.isEmpty() ? EmbedSubject.ofPurposes(policy, purposes) : EmbedSubject.ofVendor(policy, vendor);
        String from = ReturnPath.parse(visitor.request().getRequestURI())
                .map(path -> "&return=" + PageQuery.encoded(path))
                .orElse("");
        return subject.map(known -> visitor.basePath() + "/" + PATH + "?" + known.field() + "="
                        + PageQuery.encoded(known.id()) + from)
                .orElse(null);
    }

    @Override
    public boolean handle(Visitor visitor, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        if (!path.equals(PATH)) {
            return false;
        }
        Policy policy = visitor.effective().policy();
        String vendor = PageQuery.parameter(request, EmbedSubject.VENDOR);
        Optional<EmbedSubject> subject = vendor.isEmpty()
                ? EmbedSubject.ofPurpose(policy, PageQuery.parameter(request, EmbedSubject.PURPOSE))
                : EmbedSubject.ofVendor(policy, vendor);
        if (subject.isEmpty()) {
            return false;
        }
        PageQuery query = PageQuery.of(request);
        Optional<String> around = around(visitor, request).or(query::returnPath);
        page(visitor, subject.get(), new PageQuery(query.language(), around, ""))
                .sendFramed(request, response);
        return true;
    }

    /** The page around the frame, with its query, which then travels in the form's body only. */
    private static Optional<String> around(Visitor visitor, HttpServletRequest request) {
        try {
            @Nullable String referrer = request.getHeader("Referer");
            URI uri = URI.create(referrer == null ? "" : referrer);
            boolean own = String.valueOf(referrer).startsWith(visitor.origin() + "/");
            String query = uri.getRawQuery();
            return own ? ReturnPath.parse(uri.getRawPath() + (query == null ? "" : "?" + query)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Page page(Visitor visitor, EmbedSubject subject, PageQuery query) {
        EffectiveConsent effective = visitor.effective();
        Offer offer = Offer.to(visitor, query.languageFor(visitor));
        List<String> denied = subject.denied(effective);
        if (denied.isEmpty()) {
            return unasked(visitor, subject, offer.wording(), query);
        }
        List<String> allowed = subject.allowedTogether(effective);
        FrozenRendering frozen =
                placeholders.of(offer, subject.variant(), () -> new PlaceholderRendering(offer, subject).markup());
        visitor.site().served(frozen.rendering());
        Slots slots = new Slots()
                .text("base", visitor.basePath())
                .text(
                        "choices",
                        query.choicesPath(visitor, "return", query.returnPath().orElse("")))
                .markup("allow", fields(visitor, frozen, query, allowed, true))
                .markup("refuse", fields(visitor, frozen, query, denied, false));
        denied.stream()
                .filter(purpose -> !allowed.contains(purpose))
                .forEach(purpose ->
                        slots.text("state:" + purpose, " " + offer.wording().say("placeholder.next")));
        subject.purposes().stream()
                .filter(purpose -> effective.allows(purpose.id()))
                .forEach(purpose -> slots.text(
                        "state:" + purpose.id(), " " + offer.wording().say("placeholder.already")));
        return new Page(200, frozen.frozen().filled(slots));
    }

    private static Html fields(
            Visitor visitor, FrozenRendering frozen, PageQuery query, List<String> denied, boolean allow) {
        Html html = ChoicesPages.fields(visitor, frozen, Source.PREFERENCES, query, "");
        for (String purpose : denied) {
            PageQuery.hidden(html, "answered", purpose);
            if (allow) {
                PageQuery.hidden(html, "purpose", purpose);
            }
        }
        return html;
    }

    /** The page around was made before the grant, or while nobody could look it up. */
    private static Page unasked(Visitor visitor, EmbedSubject subject, Wording wording, PageQuery query) {
        Html html = Document.open(wording, wording.say("placeholder.title"), "pc-embed");
        html.line(
                "p",
                "",
                wording.say(
                        subject.isOffForNow(visitor.effective())
                                ? "placeholder.unconfirmed"
                                : "placeholder.permitted"));
        query.returnPath()
                .ifPresent(path -> html.open("a")
                        .with("class", "pc-more")
                        .with("href", path)
                        .with("target", "_top")
                        .text(wording.say("placeholder.reload"))
                        .close());
        return new Page(200, Frozen.of(Document.close(html)).filled(new Slots().text("base", visitor.basePath())));
    }
}
