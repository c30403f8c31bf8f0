package dev.consent4j.servlet.banner;

import dev.consent4j.Outcome;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.entry.Rendering;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Prompt;
import dev.consent4j.servlet.banner.ChoicesPages.View;
import dev.consent4j.servlet.guard.OneTimeToken;
import dev.consent4j.servlet.guard.OriginCheck;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes one answer from its form to its outcome. Used by one request only. */
final class AnswerFlow {

    private static final String RETRY_SECONDS = "30";
    private static final String RETRY_LIMITED_SECONDS = "600";

    private final ChoicesPages pages;
    private final OneTimeToken tokens;
    private final RateLimit limit;
    private final boolean clearsStorage;
    private final Visitor visitor;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    AnswerFlow(
            ChoicesPages pages,
            OneTimeToken tokens,
            RateLimit limit,
            boolean clearsStorage,
            Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response) {
        this.pages = pages;
        this.tokens = tokens;
        this.limit = limit;
        this.clearsStorage = clearsStorage;
        this.visitor = visitor;
        this.request = request;
        this.response = response;
    }

    void answer() throws IOException {
        OriginCheck.Origin origin = OriginCheck.check(request, visitor);
        if (origin instanceof OriginCheck.CrossOrigin) {
            error(PageQuery.of(name -> ""), 403);
            return;
        }
        ChoicesForm.Reading reading = ChoicesForm.read(request);
        if (reading instanceof ChoicesForm.Reading.Read read) {
            boolean proven = origin instanceof OriginCheck.SameOrigin
                    || tokens.redeem(
                            request,
                            visitor.site().site().id(),
                            read.form().common().token());
            if (proven) {
                answer(read.form());
            } else {
                confirmOrigin(read.form());
            }
        } else if (reading instanceof ChoicesForm.Reading.Refused refused) {
            error(PageQuery.of(name -> ""), refused.status());
        }
    }

    private void answer(ChoicesForm form) throws IOException {
        if (Boolean.FALSE.equals(form.confirm())) {
            keepOff(form);
            return;
        }
        EffectiveConsent effective = visitor.effective();
        FormAnswer answer = FormAnswer.of(form, effective);
        boolean withinLimit = limit.allows(request);
        Optional<Rendering> shown = visitor.site().rendering(form.shown());
        if (answer.grants() && visitor.isAccountUnknown()) {
            withoutAccount(form, answer, shown);
            return;
        }
        if (answer.grants() && (!withinLimit || shown.filter(this::stillHolds).isEmpty())) {
            withoutGrants(form, answer, shown, withinLimit);
            return;
        }
        boolean confirmed = Boolean.TRUE.equals(form.confirm())
                && shown.filter(this::isSecondStep).isPresent();
        Set<String> toConfirm = confirmed ? Set.of() : answer.toConfirm(effective);
        FormAnswer now = answer.without(toConfirm);
        @Nullable
        Outcome outcome =
                now.isEmpty() ? null : withinLimit ? submit(form, now, shown, confirmed) : postpone(form, now, shown);
        if (outcome != null && !settled(form, outcome)) {
            return;
        }
        if (!toConfirm.isEmpty()) {
            pages.confirmation(visitor, form.common(), toConfirm).send(request, response);
        } else {
            redirect(
                    form,
                    outcome instanceof Outcome.Recorded recorded
                            ? recorded.decision().id().text()
                            : "");
        }
    }

    /** Leaves everything as it is; where a contradiction was being told, that answers it. */
    private void keepOff(ChoicesForm form) throws IOException {
        if (visitor.effective().prompt() == Prompt.TELL_CONFLICT) {
            FormAnswer note = new FormAnswer(Action.ACKNOWLEDGE, Map.of(), Set.of());
            Optional<Rendering> shown = visitor.site().rendering(form.shown());
            if (!settled(
                    form, limit.allows(request) ? submit(form, note, shown, false) : postpone(form, note, shown))) {
                return;
            }
        }
        redirect(form, "");
    }

    /** Whether what was shown is what holds now: the same policy text under the same rules. */
    private boolean stillHolds(Rendering rendering) {
        EffectiveConsent effective = visitor.effective();
        return rendering.policyHash().equals(effective.policy().contentHash())
                && rendering.regime().equals(effective.regime().id());
    }

    private boolean isSecondStep(Rendering rendering) {
        return rendering.surface().equals(ConfirmationRendering.SURFACE);
    }

    private Outcome submit(ChoicesForm form, FormAnswer answer, Optional<Rendering> shown, boolean confirmed) {
        AnsweredPage page = AnsweredPage.of(form, shown, visitor.site());
        DecisionId id = Objects.requireNonNullElseGet(form.decision(), visitor.site()::newDecisionId);
        Outcome outcome = visitor.site()
                .submit(
                        answer.submission(id, form, page, confirmed, visitor.foundBy()),
                        visitor.effective(),
                        visitor.account());
        if (outcome instanceof Outcome.Contradicts && !answer.grants()) {
            // A page from the browser's history was sent again with another answer: a refusal counts all the same.
            return visitor.site()
                    .submit(
                            answer.submission(visitor.site().newDecisionId(), form, page, confirmed, visitor.foundBy()),
                            visitor.effective(),
                            visitor.account());
        }
        return outcome;
    }

    /** Over the limit a refusal takes effect, and its record waits for a request within it. */
    private Outcome postpone(ChoicesForm form, FormAnswer denials, Optional<Rendering> shown) {
        AnsweredPage page = AnsweredPage.of(form, shown, visitor.site());
        return visitor.site()
                .postpone(
                        denials.submission(visitor.site().newDecisionId(), form, page, false, visitor.foundBy()),
                        visitor.effective(),
                        visitor.account());
    }

    /** Gives the device what it is to carry; false if the outcome was answered with a page of its own. */
    private boolean settled(ChoicesForm form, Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Contradicts) {
            again(form, 409, "notice.used", false);
            return false;
        }
        carry(outcome.given(), outcome instanceof Outcome.Recorded);
        if (outcome instanceof Outcome.Unavailable) {
            response.setHeader("Retry-After", RETRY_SECONDS);
            error(form.common(), 503);
            return false;
        }
        return true;
    }

    private void carry(GivenConsent given, boolean recorded) {
        if (!given.equals(visitor.device()) && !given.equals(GivenConsent.EMPTY)) {
            visitor.write(response, given);
        } else if (recorded && visitor.account() != null) {
            visitor.answered(response);
        } else {
            return;
        }
        if (clearsStorage) {
            StorageClearing.afterAnswer(visitor, response);
        }
    }

    /** Of an answer whose grants cannot count now, the refusals do. */
    private void withoutGrants(ChoicesForm form, FormAnswer answer, Optional<Rendering> shown, boolean withinLimit)
            throws IOException {
        FormAnswer denials = answer.denials();
        if (!denials.isEmpty()) {
            Outcome outcome = withinLimit ? submit(form, denials, shown, false) : postpone(form, denials, shown);
            carry(outcome.given(), outcome instanceof Outcome.Recorded);
        }
        if (withinLimit) {
            again(form, 409, "notice.ask-again", false);
        } else {
            response.setHeader("Retry-After", RETRY_LIMITED_SECONDS);
            error(form.common(), 429);
        }
    }

    /** Nobody knows whose a grant would be; a refusal is the device's. */
    private void withoutAccount(ChoicesForm form, FormAnswer answer, Optional<Rendering> shown) throws IOException {
        FormAnswer denials = answer.denials();
        if (!denials.isEmpty()) {
            carry(postpone(form, denials, shown).given(), false);
        }
        response.setHeader("Retry-After", RETRY_SECONDS);
        error(form.common(), 503);
    }

    private void confirmOrigin(ChoicesForm form) throws IOException {
        again(form, 200, "notice.confirm-origin", true);
    }

    private void again(ChoicesForm form, int status, String key, boolean withToken) throws IOException {
        PageQuery query = form.common();
        String token = withToken ? tokens.issue(request, visitor.site().site().id()) : "";
        Html notice = Document.notice(Wording.of(visitor.effective().policy(), query.languageFor(visitor))
                .say(key));
        @Nullable Set<String> ticked = form.answered().isEmpty() ? null : form.purposes();
        pages.choices(visitor, new View(status, query, notice, token, ticked)).send(request, response);
    }

    private void error(PageQuery query, int status) throws IOException {
        pages.error(visitor, query, status).send(request, response);
    }

    private String choicesPath(ChoicesForm form, String receipt) {
        String path = form.common().choicesPath(visitor, "receipt", receipt);
        return receipt.isEmpty() || !ReceiptHandler.areGiven(visitor)
                ? path
                : path + "&" + ReceiptHandler.TOKEN + "="
                        + tokens.issue(request, ReceiptHandler.subjectOfToken(visitor, receipt));
    }

    /** 303 to a path, never to a host that the request names; without a path to the choices page with the receipt. */
    private void redirect(ChoicesForm form, String receipt) {
        String path = form.common().returnPath().orElseGet(() -> choicesPath(form, receipt));
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", path);
    }
}
