package dev.consent4j.servlet.banner;

import dev.consent4j.entry.Rendering;
import dev.consent4j.policy.CanonicalJson;
import dev.consent4j.servlet.page.ContentHash;
import dev.consent4j.servlet.page.Frozen;
import dev.consent4j.servlet.page.Html;
import java.util.Map;

/**
 * A rendering as the ledger keeps it, and the same markup ready to be filled.
 *
 * @param rendering what is served, with its hash over everything in it
 * @param frozen its markup
 */
record FrozenRendering(Rendering rendering, Frozen frozen) {

    static FrozenRendering of(String surface, Offer offer, Html html, String style) {
        Frozen frozen = Frozen.of(html);
        String version = offer.policy().version();
        String policyHash = offer.policy().contentHash();
        String regime = offer.regime().id();
        String language = offer.wording().language();
        String hash = ContentHash.of(CanonicalJson.write(Map.of(
                "surface", surface,
                "policyVersion", version,
                "policyHash", policyHash,
                "regime", regime,
                "language", language,
                "html", frozen.markup(),
                "style", style,
                "script", "")));
        return new FrozenRendering(
                new Rendering(surface, version, policyHash, regime, language, frozen.markup(), style, "", hash),
                frozen);
    }
}
