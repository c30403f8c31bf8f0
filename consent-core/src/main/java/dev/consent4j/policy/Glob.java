package dev.consent4j.policy;

/** Matching of names against patterns in which {@code *} stands for any characters, none included. */
final class Glob {

    private Glob() {}

    /** Whether {@code text} from {@code at} matches {@code glob} from {@code from}. */
    static boolean matches(String glob, int from, String text, int at) {
        return matches(glob, from, text, at, text.length());
    }

    /** Whether {@code text} between two positions matches {@code glob} from {@code from}; no allocation. */
    static boolean matches(String glob, int from, String text, int at, int to) {
        int pattern = from;
        int position = at;
        int star = -1;
        int resume = at;
        while (position < to) {
            if (pattern < glob.length() && glob.charAt(pattern) == '*') {
                star = pattern++;
                resume = position;
                if (pattern == glob.length()) {
                    return true;
                }
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
