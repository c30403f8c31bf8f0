package dev.consent4j.servlet.banner;

import dev.consent4j.ServedPage;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Control;
import dev.consent4j.decision.Shown;
import dev.consent4j.entry.Rendering;
import dev.consent4j.signal.Signal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page a form was on, as we served it: a client can say nothing of it but which one it was.
 *
 * @param shown what was shown; nothing if we never served it
 * @param surface the surface; empty if we never served it
 * @param signals the signals when it was served; null if that is not known
 */
record AnsweredPage(Shown shown, String surface, @Nullable Set<Signal> signals) {

    private static final AnsweredPage UNKNOWN = new AnsweredPage(Shown.NOTHING, "", null);

    static AnsweredPage of(ChoicesForm form, Optional<Rendering> rendering, SiteConsent site) {
        if (rendering.isEmpty()) {
            return UNKNOWN;
        }
        Shown shown = new Shown(rendering.get().hash(), rendering.get().language());
        Optional<ServedPage> page = Optional.ofNullable(form.decision())
                .flatMap(id -> site.served(form.served(), id, rendering.get().hash()));
        String surface = rendering.get().surface();
        return page.map(served -> new AnsweredPage(shown.preset(served.preset()), surface, served.signals()))
                .orElseGet(() -> new AnsweredPage(shown, surface, null));
    }

    /** The button that was pressed; those that answer for some purposes only say what the form means, not what the others are called. */
    Control control(ChoicesForm form) {
        boolean onlyAsked = surface.equals(BannerRendering.SURFACE) && form.action() == Action.SAVE;
        if (!onlyAsked && !surface.equals(PlaceholderRendering.SURFACE)) {
            return form.control();
        }
        return new Control(form.purposes().isEmpty() ? "refuse" : "allow");
    }
}
