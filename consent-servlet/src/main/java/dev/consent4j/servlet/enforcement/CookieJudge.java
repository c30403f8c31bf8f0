package dev.consent4j.servlet.enforcement;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.servlet.enforcement.cookie.CookieGate;
import dev.consent4j.servlet.enforcement.cookie.OwnNames;
import dev.consent4j.servlet.enforcement.cookie.Ruling;
import dev.consent4j.servlet.enforcement.cookie.SetCookieLine;
import dev.consent4j.servlet.request.CookiePairs;
import dev.consent4j.servlet.request.GateOutcome;
import dev.consent4j.servlet.request.GateOutcome.Kind;
import dev.consent4j.servlet.request.RequestCookies;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the cookies of one request, those it brings and those the application sets, and notes what becomes of them. It
 * never throws: a failure of ours denies. Used by the threads of one request only.
 */
final class CookieJudge {

    private static final Logger LOG = LoggerFactory.getLogger(CookieJudge.class);

    private final Gate gate;
    private final @Nullable Visitor visitor;
    private final SiteExpiry expiry;
    private @Nullable OwnNames ownNames;

    /** Most requests note nothing. */
    private @Nullable GateLog log;

    CookieJudge(Gate gate, @Nullable Visitor visitor, SiteExpiry expiry) {
        this.gate = gate;
        this.visitor = visitor;
        this.expiry = expiry;
    }

    /** What became of cookies so far. */
    synchronized List<GateOutcome> outcomes() {
        return log == null ? List.of() : log.outcomes();
    }

    private synchronized void keep(String name, Kind kind, Supplier<String> explanation) {
        GateLog kept = log;
        if (kept == null) {
            kept = new GateLog();
            log = kept;
        }
        kept.add(name, kind, explanation);
    }

    /** Looks at the cookies a request brings: ends those whose permission has ended, and tells of undeclared ones. */
    void examine(HttpServletRequest request, HttpServletResponse response) {
        try {
            Set<String> stopped = stopped(request);
            stopped.forEach(this::tellStopped);
            if (visitor != null) {
                end(visitor, stopped, response);
            }
        } catch (RuntimeException failed) {
            Gate.failed(failed);
        }
    }

    private void tellStopped(String name) {
        Ruling ruling = rule(name);
        if (ruling == Ruling.DENIED) {
            note(name, gate.enforces() ? Kind.HIDDEN : Kind.REPORTED, ruling);
        } else if (ruling == Ruling.UNDECLARED) {
            gate.rules()
                    .undeclared()
                    .incoming(
                            siteId(),
                            version(),
                            name,
                            hides(name),
                            shown -> CookieGate.explain(shown, ruling, gate.effective()));
            note(name, hides(name) ? Kind.HIDDEN : Kind.REPORTED, ruling);
        }
    }

    private void end(Visitor known, Set<String> stopped, HttpServletResponse response) {
        List<String> ending = expiry.ending(known, stopped);
        if (!ending.isEmpty()) {
            known.ownCookies().write(response, expiry.lines(known, false));
            ending.forEach(name -> {
                CookieCounts.count(known.site().tally(), gate.effective(), name, Kind.EXPIRED, Ruling.DENIED);
                log(name, Kind.EXPIRED, () -> gate.effective().cookie(name).explain());
            });
        }
    }

    /** The names a request brings that do not simply pass. Most requests bring none, and nothing is copied for them. */
    private Set<String> stopped(HttpServletRequest request) {
        EffectiveConsent consent = gate.effective();
        if (visitor == null) {
            return stopped(RequestCookies.fields(request), consent);
        }
        if (visitor.hasPassed(consent)) {
            return Set.of();
        }
        Set<String> stopped = stopped(visitor.cookieFields(), consent);
        if (stopped.isEmpty()) {
            visitor.passed(consent);
        }
        return stopped;
    }

    private Set<String> stopped(List<String> fields, EffectiveConsent consent) {
        Set<String> stopped = Set.of();
        for (String field : fields) {
            CookiePairs pairs = new CookiePairs(field);
            while (pairs.next()) {
                int from = pairs.from();
                int to = pairs.to();
                if (to > from && !CookieGate.rule(field, from, to, consent).passes() && !isOwn(field, from, to)) {
                    stopped = stopped.isEmpty() ? new LinkedHashSet<>() : stopped;
                    if (stopped.size() < RequestCookies.MAX_NAMES) {
                        stopped.add(field.substring(from, to));
                    }
                }
            }
        }
        return stopped;
    }

    private boolean isOwn(String text, int from, int to) {
        return visitor != null && visitor.isOwn(text, from, to);
    }

    private OwnNames ownNames() {
        OwnNames known = ownNames;
        if (known == null) {
            known = visitor == null
                    ? OwnNames.NONE
                    : new OwnNames(
                            visitor.site().cookie().name(),
                            visitor.site().cookie().scriptName());
            ownNames = known;
        }
        return known;
    }

    /** Whether a cookie the application sets is to be sent; its attributes only count where its name alone does not do. */
    boolean admits(Cookie cookie) {
        try {
            SetCookieLine named = new SetCookieLine(cookie.getName(), String.valueOf(cookie.getValue()), "");
            EffectiveConsent consent = gate.effective();
            Ruling ruling = rule(named, consent);
            return ruling.passes() ? settle(named, ruling, consent) : admits(GatedResponse.line(cookie));
        } catch (RuntimeException failed) {
            Gate.failed(failed);
            return false;
        }
    }

    /** Whether a cookie the application sets is to be sent. */
    boolean admits(SetCookieLine line) {
        try {
            EffectiveConsent consent = gate.effective();
            return settle(line, rule(line, consent), consent);
        } catch (RuntimeException failed) {
            Gate.failed(failed);
            return false;
        }
    }

    private Ruling rule(SetCookieLine line, EffectiveConsent consent) {
        return CookieGate.rule(line, consent, ownNames(), gate.rules().clock());
    }

    private boolean settle(SetCookieLine line, Ruling ruling, EffectiveConsent consent) {
        boolean passes = ruling.passes() || !gate.enforces() && ruling.passesInReport();
        note(line.name(), kind(ruling, passes), ruling);
        if (ruling == Ruling.UNDECLARED && line.name().isEmpty()) {
            gate.rules().undeclared().nameless(siteId());
        } else if (ruling == Ruling.UNDECLARED) {
            gate.rules()
                    .undeclared()
                    .outgoing(
                            siteId(),
                            version(),
                            line,
                            gate.rules().clock().instant(),
                            shown -> CookieGate.explain(shown, ruling, consent));
        } else if (!ruling.passes()) {
            tellDenied(line.name(), ruling, passes);
        }
        if (gate.enforces() && ruling.dependsOnConsent()) {
            gate.dependOnConsent();
        }
        return passes;
    }

    private static Kind kind(Ruling ruling, boolean passes) {
        if (!passes) {
            return Kind.WITHHELD;
        }
        return ruling.passes() ? Kind.PASSED : Kind.REPORTED;
    }

    private void tellDenied(String name, Ruling ruling, boolean passes) {
        if (passes) {
            gate.rules().undeclared().letThrough(siteId(), name, CookieGate.explain(name, ruling, gate.effective()));
        } else if (!ruling.passesInReport()) {
            gate.rules().undeclared().refused(siteId(), name, CookieGate.explain(name, ruling, gate.effective()));
        } else if (LOG.isDebugEnabled()) {
            LOG.debug("Withheld {}", CookieGate.explain(name, ruling, gate.effective()));
        }
    }

    private void note(String name, Kind kind, Ruling ruling) {
        EffectiveConsent consent = gate.effective();
        if (visitor != null) {
            CookieCounts.count(visitor.site().tally(), consent, name, kind, ruling);
        }
        log(name, kind, () -> CookieGate.explain(name, ruling, consent));
    }

    private void log(String name, Kind kind, Supplier<String> explanation) {
        keep(name, kind, explanation);
        Explainer explainer = gate.explainer();
        if (explainer != null) {
            explainer.tell(gate.original(), kind, explanation.get());
        }
    }

    /**
     * Whether the application, which reads the cookies now, does not get to see one the browser sent. An optional one
     * makes the response depend on consent, shown or hidden.
     */
    boolean hides(String name) {
        if (!gate.enforces()) {
            return false;
        }
        return switch (rule(name)) {
            case DENIED -> true;
            case UNDECLARED -> gate.rules().hidesUndeclared();
            case PERMITTED -> {
                // Shown because of a grant: to somebody else the page would look otherwise.
                gate.dependOnConsent();
                yield false;
            }
            default -> false;
        };
    }

    /** A name that only an earlier version declared is denied, not unknown; our own are nobody's business. */
    private Ruling rule(String name) {
        try {
            if (isOwn(name, 0, name.length())) {
                return Ruling.OWN;
            }
            Ruling ruling = CookieGate.rule(name, gate.effective());
            return ruling == Ruling.UNDECLARED && visitor != null && expiry.ends(visitor, name)
                    ? Ruling.DENIED
                    : ruling;
        } catch (RuntimeException failed) {
            Gate.failed(failed);
            return Ruling.DENIED;
        }
    }

    private String siteId() {
        return visitor == null ? "unknown" : visitor.site().site().id();
    }

    private String version() {
        return gate.effective().policy().version();
    }
}
