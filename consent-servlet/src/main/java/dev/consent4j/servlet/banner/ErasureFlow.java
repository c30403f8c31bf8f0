package dev.consent4j.servlet.banner;

import dev.consent4j.ErasureAnswer;
import dev.consent4j.ErasureRequest;
import dev.consent4j.SiteConsent;
import dev.consent4j.Submission;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.servlet.guard.OneTimeToken;
import dev.consent4j.servlet.guard.OriginCheck;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/**
 * Takes a person from the wish to be erased to its receipt (GDPR Art. 17): a page that says what will happen, one button,
 * a page with the receipt number. Whatever fails, everything counts as refused from here on. Used by one request only.
 */
final class ErasureFlow {

    private static final String RETRY_SECONDS = "30";
    private static final String RETRY_LIMITED_SECONDS = "600";
    private static final String RECEIPT = "receipt";

    private final OneTimeToken tokens;
    private final RateLimit limit;
    private final boolean clearsStorage;
    private final Visitor visitor;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ErasurePages pages;

    ErasureFlow(
            OneTimeToken tokens,
            RateLimit limit,
            boolean clearsStorage,
            Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response) {
        this.tokens = tokens;
        this.limit = limit;
        this.clearsStorage = clearsStorage;
        this.visitor = visitor;
        this.request = request;
        this.response = response;
        this.pages = new ErasurePages(visitor);
    }

    void show() throws IOException {
        PageQuery query = PageQuery.of(request);
        pages.page(query, PageQuery.parameter(request, RECEIPT), "").send(request, response);
    }

    void answer() throws IOException {
        OriginCheck.Origin origin = OriginCheck.check(request, visitor);
        if (origin instanceof OriginCheck.CrossOrigin) {
            error(403);
            return;
        }
        ChoicesForm.Reading reading = ChoicesForm.read(request);
        if (reading instanceof ChoicesForm.Reading.Read read) {
            PageQuery query = read.form().common();
            SiteConsent site = visitor.site();
            if (origin instanceof OriginCheck.SameOrigin
                    || tokens.redeem(request, site.site().id(), query.token())) {
                erase(read.form());
            } else {
                pages.page(query, "", tokens.issue(request, site.site().id())).send(request, response);
            }
        } else if (reading instanceof ChoicesForm.Reading.Refused refused) {
            error(refused.status());
        }
    }

    private void erase(ChoicesForm form) throws IOException {
        GivenConsent given = visitor.effective().given();
        SubjectId subject = given.subject();
        SiteConsent site = visitor.site();
        DecisionId id = Objects.requireNonNullElseGet(form.decision(), site::newDecisionId);
        if (subject == null) {
            redirect(form.common(), id.text());
            return;
        }
        if (!limit.allows(request)) {
            carry(refused(form));
            response.setHeader("Retry-After", RETRY_LIMITED_SECONDS);
            pages.failed(form.common(), 429).send(request, response);
            return;
        }
        try {
            ErasureAnswer answer = site.erase(ErasureRequest.of(id.text(), subject));
            carry(given.withoutGrants(site.today()).marked(null));
            redirect(form.common(), answer.request());
        } catch (StoreException unavailable) {
            carry(refused(form));
            response.setHeader("Retry-After", RETRY_SECONDS);
            pages.failed(form.common(), 503).send(request, response);
        }
    }

    /** The pseudonym stays on the device until its record could be erased, or nobody could ask again. */
    private GivenConsent refused(ChoicesForm form) {
        Submission withdrawal =
                Submission.of(visitor.site().newDecisionId(), Action.WITHDRAW, form.source(), Shown.NOTHING);
        return visitor.site().postpone(withdrawal, visitor.effective()).given();
    }

    private void carry(GivenConsent next) {
        visitor.write(response, next);
        if (clearsStorage) {
            StorageClearing.afterAnswer(visitor, response);
        }
    }

    void error(int status) throws IOException {
        pages.failed(PageQuery.of(name -> ""), status).send(request, response);
    }

    private void redirect(PageQuery query, String receipt) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", query.path(visitor, ErasurePages.PATH, RECEIPT, receipt));
    }
}
