package dev.consent4j.servlet.banner;

import dev.consent4j.SignedIn;
import dev.consent4j.servlet.guard.OneTimeToken;
import dev.consent4j.servlet.guard.OriginCheck;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Takes the decisions that were made on a device into the account that is signed in, by an express act of the person.
 * Used by one request only.
 */
final class ClaimFlow {

    /** The path below the base path. */
    static final String PATH = "claim";

    private static final String RETRY_SECONDS = "30";
    private static final String RETRY_LIMITED_SECONDS = "600";

    private final ChoicesPages pages;
    private final OneTimeToken tokens;
    private final RateLimit limit;
    private final Visitor visitor;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    ClaimFlow(
            ChoicesPages pages,
            OneTimeToken tokens,
            RateLimit limit,
            Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response) {
        this.pages = pages;
        this.tokens = tokens;
        this.limit = limit;
        this.visitor = visitor;
        this.request = request;
        this.response = response;
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
            String site = visitor.site().site().id();
            if (origin instanceof OriginCheck.SameOrigin || tokens.redeem(request, site, query.token())) {
                claim(query);
            } else {
                Html notice = Document.notice(Wording.of(visitor.effective().policy(), query.languageFor(visitor))
                        .say("notice.confirm-origin"));
                pages.choices(visitor, new ChoicesPages.View(200, query, notice, tokens.issue(request, site), null))
                        .send(request, response);
            }
        } else if (reading instanceof ChoicesForm.Reading.Refused refused) {
            error(refused.status());
        }
    }

    private void claim(PageQuery query) throws IOException {
        SignedIn who = visitor.account();
        if (who != null && !limit.allows(request)) {
            response.setHeader("Retry-After", RETRY_LIMITED_SECONDS);
            error(429);
            return;
        }
        try {
            if (who != null) {
                visitor.site().accounts().link(visitor.effective(), who.account());
            }
        } catch (StoreException unavailable) {
            response.setHeader("Retry-After", RETRY_SECONDS);
            error(503);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", query.choicesPath(visitor, "", ""));
    }

    void error(int status) throws IOException {
        pages.error(visitor, PageQuery.of(name -> ""), status).send(request, response);
    }
}
