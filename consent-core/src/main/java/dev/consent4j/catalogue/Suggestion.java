package dev.consent4j.catalogue;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a name probably is.
 *
 * @param entry what the catalogue says of it
 * @param otherCategories other categories the catalogue gives the same name, which ask less
 */
public record Suggestion(CatalogEntry entry, List<String> otherCategories) {

    /** Takes an immutable copy. */
    public Suggestion {
        otherCategories = List.copyOf(otherCategories);
    }

    /**
     * A declaration to start from: category, lifetime and description; the vendor is left to the person who checks it.
     *
     * @param name the cookie's name, or a pattern
     * @return the declaration
     */
    public Declaration declaration(String name) {
        return new Declaration(
                entry.technology(),
                name,
                entry.category(),
                null,
                null,
                "/",
                life(),
                false,
                "",
                entry.description().isEmpty() ? Text.NONE : Text.of(entry.description()));
    }

    private @Nullable Lifetime life() {
        return entry.retention() instanceof Retention.Lasting lasting
                        && lasting.life().seconds() > 0
                ? lasting.life()
                : null;
    }
}
