package dev.consent4j.servlet.enforcement.markup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.policy.Policy;
import dev.consent4j.servlet.request.Visitor;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Makes elements of denied vendors and purposes inert in the pages of one filter. Thread safe. */
public final class MarkupGate {

    /** Policies whose origins are remembered; those of a forgotten one are read again. */
    private static final int REMEMBERED = 64;

    private final Placeholders placeholders;
    // No thread of a common pool outlives the application.
    private final Cache<String, VendorOrigins> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    /**
     * A gate for pages.
     *
     * @param placeholders what stands in for denied embeds
     */
    public MarkupGate(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /**
     * Whether pages can differ between visitors.
     *
     * @param consent the effective consent of any of them
     * @return true if the policy has an optional purpose, or a vendor that no purpose is declared for
     */
    public boolean governs(EffectiveConsent consent) {
        return consent.policy().purposes().stream().anyMatch(purpose -> !purpose.required()) || hasUnpurposed(consent);
    }

    /**
     * Whether anything is denied, so that pages have to be looked at.
     *
     * @param consent the visitor's effective consent
     * @return true if a purpose is denied, or a vendor that no purpose is declared for
     */
    public boolean denies(EffectiveConsent consent) {
        return consent.verdicts().values().stream().anyMatch(verdict -> !verdict.permitted()) || hasUnpurposed(consent);
    }

    private boolean hasUnpurposed(EffectiveConsent consent) {
        VendorOrigins origins = origins(consent.policy());
        return origins.vendors().stream()
                .anyMatch(vendor -> origins.purposes(vendor).isEmpty());
    }

    /**
     * A page written as bytes.
     *
     * @param consent what is permitted
     * @param visitor who gets it, null where no site is known
     * @param xml whether it is XHTML
     * @param charset its encoding, one that writes ASCII as ASCII
     * @return the page, at its beginning
     */
    public ByteMarkup bytes(EffectiveConsent consent, @Nullable Visitor visitor, boolean xml, Charset charset) {
        return new ByteMarkup(new Tokenizer(judge(consent, visitor, xml, charset)));
    }

    /**
     * A page written as characters.
     *
     * @param consent what is permitted
     * @param visitor who gets it, null where no site is known
     * @param xml whether it is XHTML
     * @return the page, at its beginning
     */
    public CharMarkup characters(EffectiveConsent consent, @Nullable Visitor visitor, boolean xml) {
        return new CharMarkup(new Tokenizer(judge(consent, visitor, xml, null)));
    }

    private ElementJudge judge(
            EffectiveConsent consent, @Nullable Visitor visitor, boolean xml, @Nullable Charset charset) {
        return new ElementJudge(consent, origins(consent.policy()), visitor, placeholders, xml, charset);
    }

    private VendorOrigins origins(Policy policy) {
        return known.get(policy.contentHash(), hash -> new VendorOrigins(policy));
    }
}
