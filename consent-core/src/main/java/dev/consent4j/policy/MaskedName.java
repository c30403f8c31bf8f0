package dev.consent4j.policy;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a cookie that no policy declares, as logs, counts and the console may hold it: whatever could tell one
 * person from another is a star. Pure.
 */
public final class MaskedName {

    /** Characters of a name that are looked at; what follows is one star. */
    public static final int MAX_LENGTH = 64;

    private static final Pattern UUID =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{2,}");
    private static final Pattern STARS = Pattern.compile("\\*{2,}");

    private static final int MIN_HEX = 8;
    private static final int MIN_MIXED = 8;
    private static final int MIN_BASE64 = 16;

    /** A run has so many changes of kind for each so many characters at least, or it is words. */
    private static final int CHARACTERS_A_CHANGE = 5;

    /** Words that are written together have a large letter for each five or so. */
    private static final int CHARACTERS_AN_UPPER = 4;

    private MaskedName() {}

    /**
     * The name with a star in place of each run of two digits or more, each run of hexadecimal or base64 characters that
     * is no word, and everything that is no visible ASCII character.
     *
     * @param name a name from outside, of any length
     * @return the masked name, at most {@value #MAX_LENGTH} characters and a star
     */
    public static String of(String name) {
        String bounded = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) + '*' : name;
        String visible = bounded.replaceAll("[^!-~]", "*");
        String text = UUID.matcher(visible).replaceAll("*");
        StringBuilder masked = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isBase64(text.charAt(end))) {
                end++;
            }
            if (end == at) {
                masked.append(text.charAt(at++));
            } else {
                masked.append(run(text.substring(at, end)));
                at = end;
            }
        }
        return STARS.matcher(masked).replaceAll("*");
    }

    /** The base64 characters that separate no words; {@code -} and {@code _} do. */
    private static boolean isBase64(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '+' || c == '/' || c == '=';
    }

    private static String run(String run) {
        boolean digits = run.chars().anyMatch(c -> isDigit((char) c));
        boolean hex = run.toLowerCase(Locale.ROOT).chars().allMatch(c -> c >= 'a' && c <= 'f' || isDigit((char) c));
        boolean masks = hex && digits && run.length() >= MIN_HEX
                || digits && run.length() >= MIN_MIXED && changes(run) >= 3
                || run.length() >= MIN_BASE64
                        && (changes(run) * CHARACTERS_A_CHANGE >= run.length() || mixesCases(run));
        return masks ? "*" : DIGITS.matcher(run).replaceAll("*");
    }

    /** Whether large letters stand among small ones more often than in words that people write together. */
    private static boolean mixesCases(String run) {
        long upper = run.chars().filter(Character::isUpperCase).count();
        return upper * CHARACTERS_AN_UPPER >= run.length() && run.chars().anyMatch(Character::isLowerCase);
    }

    /** How often a run goes from letters to digits or back, or from lower case to upper case: words do it seldom. */
    private static int changes(String run) {
        int changes = 0;
        for (int i = 1; i < run.length(); i++) {
            char before = run.charAt(i - 1);
            char now = run.charAt(i);
            boolean upper = Character.isLowerCase(before) && Character.isUpperCase(now);
            changes += isDigit(before) != isDigit(now) || upper ? 1 : 0;
        }
        return changes;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
