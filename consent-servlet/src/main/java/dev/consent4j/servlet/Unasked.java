package dev.consent4j.servlet;

import dev.consent4j.Outcome;
import dev.consent4j.SignedIn;
import dev.consent4j.Submission;
import dev.consent4j.decision.Act;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Actor;
import dev.consent4j.decision.Control;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.signal.Signal;
import dev.consent4j.signal.Signals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is recorded without an answer: what an earlier request could not, and a signal seen first. Thread safe; never
 * throws.
 */
final class Unasked {

    /** How long a site's ledger is left alone after it could not be written. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Unasked.class);
    private static final Set<String> PAGE_METHODS = Set.of("GET", "HEAD", "POST");

    private final FailureNotice notRecorded =
            new FailureNotice(LOG, "A signal or a late refusal could not be recorded; it holds on this request.");
    private final RateLimit limit;
    private final InstantSource clock;
    private final Map<String, Instant> pausedUntil = new ConcurrentHashMap<>();

    Unasked(RateLimit limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    void record(Visitor visitor, HttpServletResponse response) {
        try {
            if (!response.isCommitted()) {
                recordLate(visitor, response);
                recordSignal(visitor, response);
            }
        } catch (RuntimeException failed) {
            notRecorded.tell(failed);
        }
    }

    private void recordLate(Visitor visitor, HttpServletResponse response) {
        if (visitor.device() instanceof GivenConsent given
                && given.unrecorded() != null
                && !isPaused(visitor)
                && limit.allows(visitor.request())) {
            visitor.site()
                    .recordLate(visitor.effective(), visitor.foundBy())
                    .ifPresentOrElse(recorded -> visitor.refresh(response, recorded), () -> pause(visitor));
        }
    }

    private void recordSignal(Visitor visitor, HttpServletResponse response) {
        if (isNew(visitor) && isNavigation(visitor.request()) && limit.allows(visitor.request())) {
            Submission signal = Submission.of(
                            visitor.site().newDecisionId(), Action.SIGNAL, Source.SIGNAL, Shown.NOTHING)
                    .by(Actor.PERSON, Control.BROWSER)
                    .seenWith(null, visitor.foundBy());
            boolean paused = isPaused(visitor);
            Outcome outcome = paused
                    ? visitor.site().postpone(signal, visitor.effective(), visitor.account())
                    : visitor.site().submit(signal, visitor.effective(), visitor.account());
            if (visitor.account() == null || !outcome.given().equals(visitor.device())) {
                visitor.refresh(response, outcome.given());
            } else {
                visitor.answered(response);
            }
            if (!paused && !(outcome instanceof Outcome.Recorded)) {
                pause(visitor);
            }
        }
    }

    /**
     * Whether a signal is on that the device does not carry yet and that stops something. What cannot be read denies
     * already, and is not to be replaced by a signal alone.
     */
    private static boolean isNew(Visitor visitor) {
        Signals said = visitor.signalsAlone();
        boolean gpc = said.isActive(Signal.GPC);
        boolean dnt = said.isActive(Signal.DNT);
        if (!gpc && !dnt || visitor.device() instanceof Given.Unreadable || visitor.isAccountUnknown()) {
            return false;
        }
        SignedIn who = visitor.account();
        return isNew(visitor, GivenConsent.orEmpty(visitor.device()))
                || who != null && who.given() instanceof GivenConsent given && isNew(visitor, given);
    }

    private static boolean isNew(Visitor visitor, GivenConsent given) {
        Map<Signal, Act> carried = given.signals();
        Signals said = visitor.signalsAlone();
        return said.isActive(Signal.GPC) && !carried.containsKey(Signal.GPC)
                || said.isActive(Signal.DNT)
                        && !carried.containsKey(Signal.DNT)
                        && stops(visitor.effective(), Reason.SIGNAL_DNT);
    }

    private static boolean stops(EffectiveConsent consent, Reason reason) {
        return consent.verdicts().values().stream()
                .anyMatch(verdict -> verdict.reason() == reason || verdict.hasBeaten(reason));
    }

    /** Whether a person is looking at a page (Fetch Metadata); browsers without it are taken at their method. */
    static boolean isNavigation(HttpServletRequest request) {
        return PAGE_METHODS.contains(request.getMethod())
                && isAbsentOr(request.getHeader("Sec-Fetch-Dest"), "document")
                && isAbsentOr(request.getHeader("Sec-Fetch-Mode"), "navigate")
                && !isPrefetch(request.getHeader("Sec-Purpose"));
    }

    private static boolean isAbsentOr(@Nullable String value, String wanted) {
        return value == null || value.equals(wanted);
    }

    private static boolean isPrefetch(@Nullable String purpose) {
        return purpose != null && purpose.startsWith("prefetch");
    }

    private boolean isPaused(Visitor visitor) {
        Instant until = pausedUntil.get(visitor.site().site().id());
        return until != null && clock.instant().isBefore(until);
    }

    private void pause(Visitor visitor) {
        pausedUntil.put(visitor.site().site().id(), clock.instant().plus(PAUSE));
    }
}
