package dev.consent4j.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Patterns by their literal prefix, one character a level, and below it by their literal ending read backwards. A lookup
 * allocates nothing. Not changed after the index is built, and thread safe from then on.
 */
final class PatternTree {

    private final Node root = new Node();

    /** Files a pattern, which has a star and is not filed yet. */
    void add(String pattern, DeclaredCookie cookie) {
        Node node = root;
        int star = pattern.indexOf('*');
        for (int i = 0; i < star; i++) {
            node = node.child(pattern.charAt(i));
        }
        node.add(pattern.substring(star), cookie);
    }

    /** What the best pattern stands for that matches the text between two positions, null if none does. */
    @Nullable
    DeclaredCookie find(String text, int from, int to) {
        return root.find(text, from, to);
    }

    /** One character of a literal prefix, or of a literal ending. */
    private static final class Node {

        // Two short arrays instead of a map: no box for the character, and one line of the processor's cache.
        private char[] letters = {};
        private Node[] children = {};
        private final List<Tail> tails = new ArrayList<>();
        private @Nullable Node endings;

        Node child(char letter) {
            int at = Arrays.binarySearch(letters, letter);
            if (at >= 0) {
                return children[at];
            }
            int before = -at - 1;
            Node added = new Node();
            letters = Arrays.copyOf(letters, letters.length + 1);
            children = Arrays.copyOf(children, letters.length);
            System.arraycopy(letters, before, letters, before + 1, letters.length - before - 1);
            System.arraycopy(children, before, children, before + 1, letters.length - before - 1);
            letters[before] = letter;
            children[before] = added;
            return added;
        }

        private @Nullable Node next(char letter) {
            for (int i = 0; i < letters.length && letters[i] <= letter; i++) {
                if (letters[i] == letter) {
                    return children[i];
                }
            }
            return null;
        }

        /** Files what follows the literal prefix under the literal ending that follows the last star. */
        void add(String glob, DeclaredCookie cookie) {
            if (endings == null) {
                endings = new Node();
            }
            Node node = endings;
            for (int i = glob.length() - 1; glob.charAt(i) != '*'; i--) {
                node = node.child(glob.charAt(i));
            }
            node.tails.add(new Tail(glob, cookie));
            node.tails.sort(Tail.LONGEST_FIRST);
        }

        @Nullable
        DeclaredCookie find(String text, int at, int to) {
            Node child = at < to ? next(text.charAt(at)) : null;
            DeclaredCookie longer = child == null ? null : child.find(text, at + 1, to);
            if (longer != null || endings == null) {
                return longer;
            }
            Tail tail = endings.ending(text, at, to, to);
            return tail == null ? null : tail.cookie;
        }

        /** The best pattern that ends as the text does before {@code end} and matches it from {@code at} on. */
        private @Nullable Tail ending(String text, int at, int end, int to) {
            Node child = end > at ? next(text.charAt(end - 1)) : null;
            Tail best = child == null ? null : child.ending(text, at, end - 1, to);
            for (int i = 0; i < tails.size(); i++) {
                Tail tail = tails.get(i);
                if (best != null && Tail.LONGEST_FIRST.compare(best, tail) < 0) {
                    break;
                }
                if (Glob.matches(tail.glob, 0, text, at, to)) {
                    return tail;
                }
            }
            return best;
        }
    }

    private record Tail(String glob, DeclaredCookie cookie) {

        private static final Comparator<Tail> LONGEST_FIRST =
                Comparator.comparingInt((Tail tail) -> -tail.glob.length()).thenComparing(tail -> tail.glob);
    }
}
