package dev.consent4j.servlet.enforcement.markup;

import dev.consent4j.servlet.enforcement.markup.ActiveElement.Kind;
import dev.consent4j.servlet.enforcement.markup.Attributes.Attribute;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inert form of a tag. Each attribute that loads something is renamed by a prefix, and nothing is taken away, so that
 * a script can undo it. What is inserted is ASCII, which every encoding handled here writes alike.
 */
final class InertTag {

    /** Stands before the names of attributes that are switched off. */
    static final String PREFIX = "data-consent-";

    /** Names the purposes that have to be permitted before the element may be active again. */
    static final String NEEDS = PREFIX + "needs";

    private static final String VENDOR = PREFIX + "vendor";

    /** Attributes under which a placeholder could not work: it has a form, and sets no cookie of a third party. */
    private static final Set<String> FETTERS = Set.of("sandbox", "csp", "credentialless", "type");

    private InertTag() {}

    static String of(
            ActiveElement element, Attributes attributes, Denial denial, @Nullable String placeholder, boolean xml) {
        Set<String> renamed = new HashSet<>(denial.attributes());
        StringBuilder out = new StringBuilder(attributes.text().length() + 256);
        if (element.kind() == Kind.SCRIPT) {
            renamed.add("type");
            add(out, "type", "text/plain");
        } else if (element.kind() == Kind.EMBED && placeholder != null) {
            renamed.addAll(element.loading());
            renamed.addAll(FETTERS);
            add(out, element.loading().get(0), placeholder);
            if (element == ActiveElement.OBJECT || element == ActiveElement.EMBED) {
                add(out, "type", "text/html");
            }
        }
        if (!attributes.has(NEEDS)) {
            add(out, NEEDS, String.join(" ", denial.purposes()));
            if (!denial.vendors().isEmpty()) {
                add(out, VENDOR, String.join(" ", denial.vendors()));
            }
        }
        int from = 0;
        for (Attribute attribute : attributes.all()) {
            // A second one of that name would count as soon as the first is gone.
            if (renamed.contains(attribute.name())) {
                int colon = attribute.name().indexOf(':');
                int at = attribute.at() + (xml ? colon + 1 : 0);
                out.append(attributes.text(), from, at).append(PREFIX);
                from = at;
            }
        }
        return out.append(attributes.text(), from, attributes.text().length()).toString();
    }

    /** A tag of which too little is known: of several attributes with one name the first counts, and these are empty. */
    static String shadowed(ActiveElement element, String tag) {
        StringBuilder out = new StringBuilder();
        if (element.kind() == Kind.SCRIPT) {
            add(out, "type", "text/plain");
        } else {
            element.loading().stream().filter(name -> !name.equals("srcdoc")).forEach(name -> add(out, name, ""));
        }
        return out.append(tag).toString();
    }

    private static void add(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' && c != ' ' || c >= 0x7f || "&<>\"'".indexOf(c) >= 0) {
                out.append("&#").append((int) c).append(';');
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
