package dev.consent4j.policy;

/** Matching of names against patterns in which {@code *} stands for any characters, none included. */
final class Glob {

    private Glob() {}

    /** Whether {@code text} from {@code at} matches {@code glob} from {@code from}; linear in time, no allocation. */
    static boolean matches(String glob, int from, String text, int at) {
        int pattern = from;
        int position = at;
        int star = -1;
        int resume = at;
        while (position < text.length()) {
            if (pattern < glob.length() && glob.charAt(pattern) == '*') {
                star = pattern++;
                resume = position;
            } else if (pattern < glob.length() && glob.charAt(pattern) == text.charAt(position)) {
                pattern++;
                position++;
            } else if (star >= 0) {
                pattern = star + 1;
                position = ++resume;
            } else {
                return false;
            }
        }
        while (pattern < glob.length() && glob.charAt(pattern) == '*') {
            pattern++;
        }
        return pattern == glob.length();
    }
}
