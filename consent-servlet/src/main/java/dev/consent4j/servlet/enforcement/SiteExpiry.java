package dev.consent4j.servlet.enforcement;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.servlet.enforcement.cookie.Expiry;
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

    private final Map<String, Expiry> bySite = new ConcurrentHashMap<>();

    /** Starts with nothing computed. */
    public SiteExpiry() {}

    @Override
    public List<String> lines(Visitor visitor, boolean answered) {
        if (!enforces(visitor)) {
            return List.of();
        }
        List<String> names = ending(visitor);
        return answered
                ? expiry(visitor).linesAfterAnswer(names, visitor.effective(), visitor.host(), visitor.secure())
                : expiry(visitor).lines(names, visitor.host(), visitor.secure());
    }

    /** The names of cookies this request brings that are to be deleted. */
    List<String> ending(Visitor visitor) {
        Set<String> names = RequestCookies.names(visitor.request());
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
        LocalDate today = visitor.site().today();
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
