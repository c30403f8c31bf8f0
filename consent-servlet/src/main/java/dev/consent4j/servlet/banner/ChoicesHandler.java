package dev.consent4j.servlet.banner;

import dev.consent4j.servlet.banner.ChoicesPages.View;
import dev.consent4j.servlet.guard.OneTimeToken;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The choices page: {@code GET} shows the state and records nothing, {@code POST} takes an answer. Also serves the style
 * sheet, and {@code erase}, where a person has the record erased. Thread safe.
 *
 * <p>Answers are {@code application/x-www-form-urlencoded}, of at most 16 KiB. A refusal takes effect from any form of
 * this site; a grant only from a form whose rendering this site served and that still says what holds. What follows is
 * 303 to a path of this site, 409 for a form used before, 429 for too many grants, 503 when a grant cannot be recorded.
 */
public final class ChoicesHandler implements PageHandler {

    private static final String PATH = "choices";
    private static final String RECEIPT = "receipt";

    private final ChoicesPages pages = new ChoicesPages();
    private final OneTimeToken tokens;
    private final RateLimit limit;
    private final boolean clearsStorage;

    /**
     * The handler of one application.
     *
     * @param tokens one-time tokens for browsers that name no origin
     * @param limit how many answers one network may give
     */
    public ChoicesHandler(OneTimeToken tokens, RateLimit limit) {
        this(tokens, limit, false);
    }

    /**
     * The handler of one application.
     *
     * @param tokens one-time tokens for browsers that name no origin
     * @param limit how many answers one network may give
     * @param clearsStorage whether an answer that leaves nothing granted empties the origin's storage
     */
    public ChoicesHandler(OneTimeToken tokens, RateLimit limit, boolean clearsStorage) {
        this.tokens = tokens;
        this.limit = limit;
        this.clearsStorage = clearsStorage;
    }

    @Override
    public boolean handle(Visitor visitor, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        if (path.equals(ErasurePages.PATH)) {
            erasure(visitor, request, response);
            return true;
        }
        if (path.equals(ClaimFlow.PATH)) {
            claim(visitor, request, response);
            return true;
        }
        if (!path.equals(PATH)) {
            return isRead(request) && Renderings.STYLE.serve(request, response, path);
        }
        if (isRead(request)) {
            show(visitor, request, response);
        } else if ("POST".equals(request.getMethod())) {
            new AnswerFlow(pages, tokens, limit, clearsStorage, visitor, request, response).answer();
        } else {
            response.setHeader("Allow", "GET, HEAD, POST");
            pages.error(visitor, PageQuery.of(name -> ""), 405).send(request, response);
        }
        return true;
    }

    private void claim(Visitor visitor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ClaimFlow flow = new ClaimFlow(pages, tokens, limit, visitor, request, response);
        if ("POST".equals(request.getMethod())) {
            flow.answer();
        } else {
            response.setHeader("Allow", "POST");
            flow.error(405);
        }
    }

    private void erasure(Visitor visitor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ErasureFlow flow = new ErasureFlow(tokens, limit, clearsStorage, visitor, request, response);
        if (isRead(request)) {
            flow.show();
        } else if ("POST".equals(request.getMethod())) {
            flow.answer();
        } else {
            response.setHeader("Allow", "GET, HEAD, POST");
            flow.error(405);
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    }

    private void show(Visitor visitor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageQuery query = PageQuery.of(request);
        @Nullable
        Html receipt = pages.receipt(
                visitor,
                query,
                PageQuery.parameter(request, RECEIPT),
                PageQuery.parameter(request, ReceiptHandler.TOKEN));
        pages.choices(visitor, new View(200, query, receipt, "", null)).send(request, response);
    }
}
