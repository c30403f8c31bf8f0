package dev.consent4j.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Declared cookies by name. An exact name wins over patterns; of the patterns that match, those with the longest
 * literal prefix win, and of these the longest. A lookup does not depend on the number of declarations; one in a text
 * allocates nothing. Thread safe.
 */
public final class DeclarationIndex {

    /** Names kept at most, a power of two, and their characters. */
    private static final int MAX_ASKED = 256;

    private static final int MAX_NAME = 64;

    private final NameTable<DeclaredCookie> exact;
    private final PatternTree patterns = new PatternTree();

    /** What was found for names asked for lately; each has one place, and a later name replaces it there. */
    private final @Nullable Asked[] asked = new Asked[MAX_ASKED];

    /** Immutable, so that threads need no lock: each sees the one or the other whole. */
    private record Asked(String name, @Nullable DeclaredCookie found) {}

    private DeclarationIndex(Map<String, DeclaredCookie> byName) {
        Map<String, DeclaredCookie> names = new HashMap<>();
        byName.forEach((name, cookie) -> {
            if (name.indexOf('*') < 0) {
                names.put(name, cookie);
            } else {
                patterns.add(name, cookie);
            }
        });
        exact = new NameTable<>(names);
    }

    /**
     * Indexes the cookies among declarations, and the known necessary cookies that they do not cover, outside any policy:
     * no position of a purpose is known. A pattern without a literal beginning, such as {@code *}, covers none of them.
     *
     * @param declarations declarations of any technology
     * @return the index
     */
    public static DeclarationIndex of(List<Declaration> declarations) {
        return of(declarations, purpose -> DeclaredCookie.NO_PURPOSE);
    }

    /** The index of a policy, in which each purpose has a position. */
    static DeclarationIndex of(List<Declaration> declarations, ToIntFunction<String> positions) {
        Map<String, DeclaredCookie> byName = new HashMap<>();
        for (Declaration declaration : declarations) {
            if (declaration.technology() == Technology.COOKIE) {
                add(byName, declaration, positions);
            }
        }
        List<String> declared = List.copyOf(byName.keySet());
        for (Declaration known : KnownCookies.necessary()) {
            if (declared.stream().noneMatch(name -> covers(name, known.name()))) {
                add(byName, known, positions);
            }
        }
        return new DeclarationIndex(byName);
    }

    private static void add(
            Map<String, DeclaredCookie> byName, Declaration declaration, ToIntFunction<String> positions) {
        int[] position = {positions.applyAsInt(declaration.purpose())};
        byName.merge(declaration.name(), new DeclaredCookie(List.of(declaration), position), DeclaredCookie::and);
    }

    /** Whoever declares {@code PLAY_*} has said what {@code PLAY_SESSION} is for. */
    private static boolean covers(String declared, String known) {
        return declared.equals(known) || declared.indexOf('*') > 0 && Glob.matches(declared, 0, known, 0);
    }

    /**
     * The declarations of a cookie name.
     *
     * @param name the name, case-sensitive as cookies are
     * @return every declaration of that name, or of the best patterns; empty if undeclared
     */
    public List<Declaration> find(String name) {
        DeclaredCookie found = named(name);
        return found == null ? List.of() : found.declarations();
    }

    /**
     * What is declared for the cookie name between two positions of a text, such as a {@code Cookie} field.
     *
     * @param text the text
     * @param from where the name begins
     * @param to where it ends
     * @return what is declared, null if nothing is
     */
    public @Nullable DeclaredCookie find(String text, int from, int to) {
        DeclaredCookie named = exact.find(text, from, to);
        return named != null ? named : patterns.find(text, from, to);
    }

    /**
     * What is declared for a cookie name. Applications set the same few names again and again, so names asked for lately
     * are remembered.
     *
     * @param name the name, case-sensitive
     * @return what is declared, null if nothing is
     */
    public @Nullable DeclaredCookie named(String name) {
        if (name.length() > MAX_NAME) {
            return find(name, 0, name.length());
        }
        int hash = name.hashCode();
        int place = (hash ^ hash >>> 16) & MAX_ASKED - 1;
        Asked known = asked[place];
        if (known == null || !known.name.equals(name)) {
            known = new Asked(name, find(name, 0, name.length()));
            asked[place] = known;
        }
        return known.found;
    }
}
