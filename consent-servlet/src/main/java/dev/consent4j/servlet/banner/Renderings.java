package dev.consent4j.servlet.banner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.StyleSheet;
import java.util.function.Supplier;

/** The renderings of one surface, each made once as long as it is remembered. Thread safe. */
final class Renderings {

    /** The style sheet of every surface here. */
    static final StyleSheet STYLE = StyleSheet.of(Renderings.class, "consent");

    /** Renderings remembered; a forgotten one is made again with the same hash. */
    private static final int REMEMBERED = 256;

    private final String surface;
    private final Cache<Offer.Key, FrozenRendering> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Renderings(String surface) {
        this.surface = surface;
    }

    FrozenRendering of(Offer offer, String variant, Supplier<Html> markup) {
        return known.get(offer.key(variant), key -> FrozenRendering.of(surface, offer, markup.get(), STYLE.text()));
    }
}
