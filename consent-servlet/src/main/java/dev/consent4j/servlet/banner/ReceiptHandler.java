package dev.consent4j.servlet.banner;

import dev.consent4j.SignedIn;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.export.Receipt;
import dev.consent4j.key.Keyring;
import dev.consent4j.servlet.guard.OneTimeToken;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Receipts to download: {@code receipts/{id}}, and {@code receipts/{id}/private} for the part that is for the person alone.
 * Thread safe.
 *
 * <p>Only the device whose authenticated cookie names the decision's subject, or the account whose decision it is, gets either; right after an answer also
 * whoever gave it, once, by a token. Everybody else is told that there is none: 404. Too many are 429.
 */
public final class ReceiptHandler implements PageHandler {

    static final String PATH = "receipts/";
    static final String PRIVATE = "/private";
    static final String TOKEN = "download";

    private static final String RETRY_SECONDS = "30";
    private static final String RETRY_LIMITED_SECONDS = "600";
    private static final int TOO_MANY_REQUESTS = 429;

    private final Keyring keys;
    private final OneTimeToken tokens;
    private final RateLimit limit;

    /**
     * The receipts of one application.
     *
     * @param keys the ring that holds the receipt key
     * @param tokens one-time tokens, the same that answers are given with
     * @param limit how many receipts one network may get
     */
    public ReceiptHandler(Keyring keys, OneTimeToken tokens, RateLimit limit) {
        this.keys = keys;
        this.tokens = tokens;
        this.limit = limit;
    }

    /** Whether the site gives receipts: without a signing key nothing could be verified. */
    static boolean areGiven(Visitor visitor) {
        return visitor.site().ledger().publishedAs().isPresent();
    }

    /** What a token for one receipt is bound to. */
    static String subjectOfToken(Visitor visitor, String number) {
        return visitor.site().site().id() + "/" + PATH + number;
    }

    /** The path that downloads a receipt once. */
    static String once(Visitor visitor, String number, String token) {
        return visitor.basePath() + "/" + PATH + number + "?" + TOKEN + "=" + PageQuery.encoded(token);
    }

    @Override
    public boolean handle(Visitor visitor, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        if (!path.startsWith(PATH)) {
            return false;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!"GET".equals(request.getMethod())) {
            response.setHeader("Allow", "GET");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (!limit.allows(request)) {
            response.setHeader("Retry-After", RETRY_LIMITED_SECONDS);
            response.sendError(TOO_MANY_REQUESTS);
        } else {
            download(visitor, request, response, path.substring(PATH.length()));
        }
        return true;
    }

    private void download(Visitor visitor, HttpServletRequest request, HttpServletResponse response, String rest)
            throws IOException {
        boolean opening = rest.endsWith(PRIVATE);
        String number = opening ? rest.substring(0, rest.length() - PRIVATE.length()) : rest;
        try {
            Optional<Receipt> receipt = DecisionId.parse(number)
                    .filter(id -> isOwn(visitor, id)
                            || !opening
                                    && tokens.redeem(
                                            request,
                                            subjectOfToken(visitor, number),
                                            PageQuery.parameter(request, TOKEN)))
                    .flatMap(id -> visitor.site().receipt(id, keys));
            if (receipt.isEmpty()) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else {
                send(response, opening ? receipt.get().opening() : receipt.get().json(), number, opening);
            }
        } catch (StoreException unavailable) {
            response.setHeader("Retry-After", RETRY_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    /** Whether the authenticated cookie names the subject that decided, or the account that did is signed in. */
    private static boolean isOwn(Visitor visitor, DecisionId id) {
        SubjectId subject = visitor.effective().given().subject();
        SignedIn who = visitor.account();
        return (subject != null || who != null)
                && visitor.site()
                        .ledger()
                        .find(id.text())
                        .flatMap(found -> found.entry())
                        .filter(DecisionRecorded.class::isInstance)
                        .map(DecisionRecorded.class::cast)
                        .filter(recorded -> recorded.reference() != null
                                ? who != null && who.references().contains(recorded.reference())
                                : subject != null
                                        && subject.equals(recorded.decision().subject()))
                        .isPresent();
    }

    private static void send(HttpServletResponse response, String json, String number, boolean opening)
            throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"consent-receipt-" + number + (opening ? "-private" : "") + ".json\"");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
