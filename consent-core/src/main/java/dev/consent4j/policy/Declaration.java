package dev.consent4j.policy;

import org.jspecify.annotations.Nullable;

/**
 * An item stored on or read from a device.
 *
 * @param technology how it is stored or read
 * @param name its name, or a pattern in which {@code *} stands for any characters
 * @param purpose id of the purpose it serves; a category without purposes is its own single purpose
 * @param vendor id of the vendor that uses it; null for the site itself
 * @param domain domain attribute of a cookie, without leading dot; null for host-only
 * @param path path attribute of a cookie
 * @param maxAge how long it lives; null for the session or where it does not apply
 * @param partitioned whether the cookie is partitioned (CHIPS)
 * @param setBefore what the site sets it before, as things are: {@code consent}, or empty
 * @param description what it holds
 */
public record Declaration(
        Technology technology,
        String name,
        String purpose,
        @Nullable String vendor,
        @Nullable String domain,
        String path,
        @Nullable Lifetime maxAge,
        boolean partitioned,
        String setBefore,
        Text description) {

    /**
     * A host-only session cookie of the site itself.
     *
     * @param name its name or pattern
     * @param purpose the purpose's id
     * @return the declaration
     */
    public static Declaration cookie(String name, String purpose) {
        return new Declaration(Technology.COOKIE, name, purpose, null, null, "/", null, false, "", Text.NONE);
    }

    /**
     * This cookie with another scope.
     *
     * @param newDomain domain attribute, null for host-only
     * @param newPath path attribute
     * @return the declaration
     */
    public Declaration at(@Nullable String newDomain, String newPath) {
        return new Declaration(
                technology, name, purpose, vendor, newDomain, newPath, maxAge, partitioned, setBefore, description);
    }

    /** Whether {@link #name()} is a pattern. */
    public boolean isPattern() {
        return name.indexOf('*') >= 0;
    }
}
