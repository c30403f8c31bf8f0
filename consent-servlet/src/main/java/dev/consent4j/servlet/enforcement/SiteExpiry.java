package dev.consent4j.servlet.enforcement;

import dev.consent4j.decision.GivenConsent;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.servlet.enforcement.cookie.CookieGate;
import dev.consent4j.servlet.enforcement.cookie.Expiry;
import dev.consent4j.servlet.enforcement.cookie.Ruling;
import dev.consent4j.servlet.enforcement.cookie.Sweep;
import dev.consent4j.servlet.request.RequestCookies;
import dev.consent4j.servlet.request.Visitor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends the cookies whose permission has ended, for every site of a filter. In report mode nothing ends, because nothing
 * is withheld either. Thread safe.
 */
public final class SiteExpiry implements Visitor.Endings {

    private final boolean sweepsUndeclared;
    private final Map<String, Expiry> bySite = new ConcurrentHashMap<>();

    /** Ends what is or was declared. */
    public SiteExpiry() {
        this(false);
    }

    /**
     * Ends what is or was declared, and perhaps more.
     *
     * @param sweepsUndeclared whether a refusal of everything ends cookies that no policy declares, too
     */
    public SiteExpiry(boolean sweepsUndeclared) {
        this.sweepsUndeclared = sweepsUndeclared;
    }

    @Override
    public List<String> lines(Visitor visitor, boolean answered) {
        if (!enforces(visitor)) {
            return List.of();
        }
        List<String> names = ending(visitor);
        if (!answered) {
            return expiry(visitor).lines(names, visitor.host(), visitor.secure());
        }
        List<String> lines = new ArrayList<>(
                expiry(visitor).linesAfterAnswer(names, visitor.effective(), visitor.host(), visitor.secure()));
        if (sweepsUndeclared && refusedEverything(visitor)) {
            List<String> swept = Sweep.lines(
                    undeclared(visitor),
                    visitor.host(),
                    SiteNames.of(visitor),
                    visitor.request().getRequestURI(),
                    visitor.secure());
            makeRoom(lines, swept);
            lines.addAll(swept);
        }
        return lines;
    }

    /** Drops what is likeliest not there: containers refuse a head that is too long, and with it the refusal. */
    private static void makeRoom(List<String> lines, List<String> swept) {
        int room = Expiry.MAX_CHARACTERS - characters(swept);
        while (!lines.isEmpty() && (characters(lines) > room || lines.size() + swept.size() > Expiry.MAX_LINES)) {
            lines.remove(lines.size() - 1);
        }
    }

    private static int characters(List<String> lines) {
        return lines.stream().mapToInt(String::length).sum();
    }

    /** Whether the last act refused or withdrew everything. */
    private static boolean refusedEverything(Visitor visitor) {
        return visitor.device() instanceof GivenConsent given
                && given.rejectAll() != null
                && given.rejectAll().number() == given.acts();
    }

    private List<String> undeclared(Visitor visitor) {
        return RequestCookies.names(visitor.request()).stream()
                .filter(name -> !visitor.isOwn(name)
                        && CookieGate.rule(name, visitor.effective()) == Ruling.UNDECLARED
                        && !ends(visitor, name))
                .toList();
    }

    /** The names of cookies this request brings that are to be deleted. */
    List<String> ending(Visitor visitor) {
        return ending(visitor, RequestCookies.names(visitor.request()));
    }

    /** Those of some names that are to be deleted. */
    List<String> ending(Visitor visitor, Set<String> names) {
        if (names.isEmpty() || !enforces(visitor)) {
            return List.of();
        }
        EffectiveConsent consent = visitor.effective();
        Expiry expiry = expiry(visitor);
        List<String> ending = new ArrayList<>();
        for (String name : names) {
            if (!visitor.isOwn(name) && expiry.ends(name, consent)) {
                ending.add(name);
            }
        }
        return ending;
    }

    /** Whether some version declared the name, so that it is denied now rather than unknown. */
    boolean ends(Visitor visitor, String name) {
        return expiry(visitor).ends(name, visitor.effective());
    }

    private Expiry expiry(Visitor visitor) {
        LocalDate today = visitor.today();
        String site = visitor.site().site().id();
        Expiry known = bySite.get(site);
        if (known == null || !known.day().equals(today)) {
            known = Expiry.of(visitor.site().site().policies(), today);
            bySite.put(site, known);
        }
        return known;
    }

    static boolean enforces(Visitor visitor) {
        return !visitor.site().mode().equals("report");
    }
}
