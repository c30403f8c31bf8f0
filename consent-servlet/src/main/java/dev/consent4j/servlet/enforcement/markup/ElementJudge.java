package dev.consent4j.servlet.enforcement.markup;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.enforcement.markup.ActiveElement.Kind;
import dev.consent4j.servlet.request.Visitor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges the elements of one page for one visitor. Used by the threads of one request only. */
final class ElementJudge {

    private static final Logger LOG = LoggerFactory.getLogger(ElementJudge.class);
    private static final AtomicBoolean TOLD_FAILURE = new AtomicBoolean();

    private static final String CATEGORY = "data-category";

    private final EffectiveConsent consent;
    private final VendorOrigins origins;
    private final @Nullable Visitor visitor;
    private final Placeholders placeholders;
    private final boolean xml;
    private final @Nullable Charset charset;
    private final @Nullable WebAddress own;
    private final Map<String, Boolean> permitted = new HashMap<>();
    private @Nullable WebAddress base;
    private boolean baseKnown;

    /**
     * A judge of one page.
     *
     * @param consent what is permitted
     * @param origins where vendors are
     * @param visitor who gets the page, null where no site is known
     * @param placeholders what stands in for embeds
     * @param xml whether the page is XHTML
     * @param charset the encoding if tags come as bytes, each in one character; null if they come as characters
     */
    ElementJudge(
            EffectiveConsent consent,
            VendorOrigins origins,
            @Nullable Visitor visitor,
            Placeholders placeholders,
            boolean xml,
            @Nullable Charset charset) {
        this.consent = consent;
        this.origins = origins;
        this.visitor = visitor;
        this.placeholders = placeholders;
        this.xml = xml;
        this.charset = charset;
        this.own = visitor == null ? null : WebAddress.read(visitor.origin(), null);
    }

    boolean isXml() {
        return xml;
    }

    /**
     * Judges the start tag of an element.
     *
     * @param element which one
     * @param tag what follows the tag's name
     * @param whole whether it is the whole tag, and not the beginning of one that is too long to be kept
     * @param seen whether something may stand in for it, as it cannot inside {@code noscript}
     * @return what to send instead, null to leave it as it is
     */
    @Nullable
    String judge(ActiveElement element, String tag, boolean whole, boolean seen) {
        try {
            Attributes attributes = Attributes.read(tag);
            if (element.kind() == Kind.NOTED) {
                if (element == ActiveElement.BASE) {
                    learnBase(attributes);
                }
                return null;
            }
            Denial denial = Neutral.is(element, attributes) ? null : denial(element, attributes);
            if (denial != null) {
                return inert(element, attributes, denial, seen);
            }
            boolean doubt = !whole
                    && element.kind() != Kind.RESOURCE
                    && element.loading().stream().noneMatch(attributes::begins)
                    && !Neutral.is(element, attributes);
            return doubt && !xml ? InertTag.shadowed(element, tag) : null;
        } catch (RuntimeException failed) {
            if (TOLD_FAILURE.compareAndSet(false, true)) {
                LOG.warn("An element could not be judged, so it is denied. Told once.", failed);
            } else {
                LOG.debug("An element could not be judged", failed);
            }
            return xml || element.kind() == Kind.NOTED ? null : InertTag.shadowed(element, tag);
        }
    }

    /** The first one counts, and not for what stands before it; browsers load that before they read on. */
    private void learnBase(Attributes attributes) {
        String href = attributes.raw("href");
        if (!baseKnown && href != null) {
            baseKnown = true;
            base = address(References.decoded(href));
        }
    }

    private @Nullable Denial denial(ActiveElement element, Attributes attributes) {
        Denial denial = new Denial();
        String category = attributes.has(InertTag.NEEDS) ? null : attributes.raw(CATEGORY);
        if (category != null) {
            category(element, References.decoded(category), denial);
        }
        for (String name : element.loading()) {
            String raw = attributes.raw(name);
            if (raw != null && (vendors(name, raw, denial) || denial.isWhole())) {
                denial.rename(name);
            }
        }
        boolean inline = element.kind() == Kind.SCRIPT && denial.isWhole();
        return inline || !denial.attributes().isEmpty() ? denial : null;
    }

    /** Ids of the policy count everywhere; others only on scripts, because shops too have products with a category. */
    private void category(ActiveElement element, String value, Denial denial) {
        for (String id : value.split("[\\s,]+", -1)) {
            List<String> named =
                    consent.policy().purposesNamed(id).stream().map(Purpose::id).toList();
            boolean preset =
                    Category.presets().stream().anyMatch(known -> known.id().equals(id));
            boolean counts = !named.isEmpty() || preset || element.kind() == Kind.SCRIPT;
            if (!id.isEmpty() && counts && !id.equals(Category.NECESSARY) && !consent.allows(id)) {
                denial.wholeFor(named.isEmpty() ? List.of(id) : named);
            }
        }
    }

    private boolean vendors(String attribute, String raw, Denial denial) {
        boolean denied = false;
        for (String address : ActiveElement.addresses(attribute, References.decoded(raw))) {
            for (String vendor : deniedAt(address)) {
                denial.vendor(vendor, origins.purposes(vendor));
                denied = true;
            }
        }
        return denied;
    }

    private Set<String> deniedAt(String address) {
        WebAddress read = address(address);
        if (read == null || read.equals(own)) {
            return Set.of();
        }
        Set<String> denied = new LinkedHashSet<>(origins.at(read));
        denied.removeIf(this::isPermitted);
        return denied;
    }

    private boolean isPermitted(String vendor) {
        return permitted.computeIfAbsent(vendor, id -> consent.vendor(id).permitted());
    }

    private @Nullable WebAddress address(String value) {
        boolean encoded = charset != null && !value.chars().allMatch(c -> c < 128);
        String text = encoded ? new String(value.getBytes(StandardCharsets.ISO_8859_1), charset) : value;
        return WebAddress.read(text, base);
    }

    private String inert(ActiveElement element, Attributes attributes, Denial denial, boolean seen) {
        String placeholder = null;
        if (element.kind() == Kind.EMBED && seen && visitor != null && Neutral.isSeen(attributes)) {
            List<String> vendors = new ArrayList<>(denial.vendors());
            placeholder = placeholders.address(
                    visitor, vendors.isEmpty() ? "" : vendors.get(0), List.copyOf(denial.purposes()));
            // Under a base elsewhere, a path would lead there.
            placeholder = placeholder == null || base == null ? placeholder : visitor.origin() + placeholder;
        }
        return InertTag.of(element, attributes, denial, placeholder, xml);
    }
}
