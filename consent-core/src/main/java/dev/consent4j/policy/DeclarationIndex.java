package dev.consent4j.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Declared cookies by name. An exact name wins over patterns; of the patterns that match, those with the longest
 * literal prefix win, and of these the longest. A lookup does not depend on the number of declarations and allocates
 * nothing. Thread safe.
 */
public final class DeclarationIndex {

    private final Map<String, List<Declaration>> exact = new HashMap<>();
    private final Node root = new Node();

    private DeclarationIndex() {}

    /**
     * Indexes the cookies among declarations, and the known necessary cookies whose names are not declared.
     *
     * @param declarations declarations of any technology
     * @return the index
     */
    public static DeclarationIndex of(List<Declaration> declarations) {
        DeclarationIndex index = new DeclarationIndex();
        Set<String> declared = new HashSet<>();
        for (Declaration declaration : declarations) {
            if (declaration.technology() == Technology.COOKIE) {
                declared.add(declaration.name());
                index.add(declaration);
            }
        }
        KnownCookies.necessary().stream()
                .filter(known -> !declared.contains(known.name()))
                .forEach(index::add);
        return index;
    }

    /**
     * The declarations of a cookie name.
     *
     * @param name the name, case-sensitive as cookies are
     * @return every declaration of that name, or of the best patterns; empty if undeclared
     */
    public List<Declaration> find(String name) {
        List<Declaration> named = exact.get(name);
        return named != null ? named : root.find(name, 0);
    }

    private void add(Declaration declaration) {
        String name = declaration.name();
        if (!declaration.isPattern()) {
            exact.merge(name, List.of(declaration), DeclarationIndex::joined);
            return;
        }
        Node node = root;
        int star = name.indexOf('*');
        for (int i = 0; i < star; i++) {
            node = node.child(name.charAt(i));
        }
        node.add(name.substring(star), declaration);
    }

    private static List<Declaration> joined(List<Declaration> first, List<Declaration> second) {
        List<Declaration> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /**
     * One character of a literal prefix, or of the literal ending of a pattern read backwards; characters below 128 are
     * cached boxes, so a lookup allocates nothing.
     */
    private static final class Node {

        private final Map<Character, Node> children = new HashMap<>();
        private final List<Tail> tails = new ArrayList<>();
        private @Nullable Node endings;

        Node child(char c) {
            return children.computeIfAbsent(c, ignored -> new Node());
        }

        /** Files what follows the literal prefix under the literal ending that follows the last star. */
        void add(String glob, Declaration declaration) {
            if (endings == null) {
                endings = new Node();
            }
            Node node = endings;
            for (int i = glob.length() - 1; glob.charAt(i) != '*'; i--) {
                node = node.child(glob.charAt(i));
            }
            node.addTail(glob, declaration);
        }

        private void addTail(String glob, Declaration declaration) {
            for (int i = 0; i < tails.size(); i++) {
                if (tails.get(i).glob.equals(glob)) {
                    tails.set(i, new Tail(glob, joined(tails.get(i).declarations, List.of(declaration))));
                    return;
                }
            }
            tails.add(new Tail(glob, List.of(declaration)));
            tails.sort(Tail.LONGEST_FIRST);
        }

        List<Declaration> find(String name, int at) {
            if (at < name.length()) {
                Node child = children.get(name.charAt(at));
                if (child != null) {
                    List<Declaration> longer = child.find(name, at + 1);
                    if (!longer.isEmpty()) {
                        return longer;
                    }
                }
            }
            Tail tail = endings == null ? null : endings.ending(name, at, name.length());
            return tail == null ? List.of() : tail.declarations;
        }

        /** The best pattern that ends as the name does before {@code end} and matches it from {@code at}. */
        private @Nullable Tail ending(String name, int at, int end) {
            Tail best = null;
            Node child = end > at ? children.get(name.charAt(end - 1)) : null;
            if (child != null) {
                best = child.ending(name, at, end - 1);
            }
            for (Tail tail : tails) {
                if (best != null && Tail.LONGEST_FIRST.compare(best, tail) < 0) {
                    break;
                }
                if (Glob.matches(tail.glob, 0, name, at)) {
                    return tail;
                }
            }
            return best;
        }
    }

    private record Tail(String glob, List<Declaration> declarations) {

        private static final Comparator<Tail> LONGEST_FIRST =
                Comparator.comparingInt((Tail tail) -> -tail.glob.length()).thenComparing(tail -> tail.glob);
    }
}
