package dev.consent4j.signal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the browser says with one request.
 *
 * @param gpc whether it says {@code Sec-GPC: 1}
 * @param dnt what its {@code DNT} field says
 * @param languages language tags in lower case, the preferred first
 */
public record Signals(boolean gpc, DntField dnt, List<String> languages) {

    /** A browser that says nothing. */
    public static final Signals NONE = new Signals(false, DntField.UNSET, List.of());

    /** Language tags read from one request at most. */
    public static final int MAX_LANGUAGES = 16;

    /** Characters read from one field at most. */
    public static final int MAX_FIELD = 1_024;

    private static final Signals BOTH = new Signals(true, DntField.DO_NOT_TRACK, List.of());
    private static final Signals DNT_ALONE = new Signals(false, DntField.DO_NOT_TRACK, List.of());
    private static final Signals GPC_AND_ALLOWS = new Signals(true, DntField.ALLOWS, List.of());
    private static final Signals ALLOWS_ALONE = new Signals(false, DntField.ALLOWS, List.of());
    private static final Signals GPC_ALONE = new Signals(true, DntField.UNSET, List.of());
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final Pattern WEIGHT = Pattern.compile("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)");

    /** Takes an immutable copy. */
    public Signals {
        languages = List.copyOf(languages);
    }

    /**
     * Reads the fields of a request; never fails, whatever they hold.
     *
     * @param gpcFields every value of {@code Sec-GPC}; one that is exactly {@code 1} counts (GPC, section 3.2), also
     *     inside a list that an intermediary folded with commas
     * @param dntFields every value of {@code DNT}; only the first character counts (TPE 5.2), and a wish not to be
     *     tracked before any other where several are sent
     * @param languageFields every value of {@code Accept-Language}
     * @return the signals
     */
    public static Signals parse(List<String> gpcFields, List<String> dntFields, List<String> languageFields) {
        return new Signals(gpc(gpcFields), dnt(dntFields), languages(languageFields));
    }

    /**
     * Reads the fields that hold signals, without languages: they are wanted on few requests and cost the most. What
     * browsers usually say costs nothing.
     *
     * @param gpcFields every value of {@code Sec-GPC}
     * @param dntFields every value of {@code DNT}
     * @return the signals, see {@link #parse(List, List, List)}
     */
    public static Signals parse(List<String> gpcFields, List<String> dntFields) {
        return of(gpc(gpcFields), dnt(dntFields));
    }

    /**
     * Reads the languages a browser wants, beside signals that are known.
     *
     * @param signals the signals
     * @param languageFields every value of {@code Accept-Language}
     * @return the signals with these languages
     */
    public static Signals parse(Signals signals, List<String> languageFields) {
        return languageFields.isEmpty()
                ? of(signals.gpc, signals.dnt)
                : new Signals(signals.gpc, signals.dnt, languages(languageFields));
    }

    /**
     * Signals without languages.
     *
     * @param gpc whether the browser says {@code Sec-GPC: 1}
     * @param dnt what its {@code DNT} field says
     * @return the signals, the same object for the same answers
     */
    public static Signals of(boolean gpc, DntField dnt) {
        return switch (dnt) {
            case DO_NOT_TRACK -> gpc ? BOTH : DNT_ALONE;
            case ALLOWS -> gpc ? GPC_AND_ALLOWS : ALLOWS_ALONE;
            case UNSET -> gpc ? GPC_ALONE : NONE;
        };
    }

    /** The signals that are on. */
    public Set<Signal> active() {
        Set<Signal> active = EnumSet.noneOf(Signal.class);
        for (Signal signal : Signal.values()) {
            if (isActive(signal)) {
                active.add(signal);
            }
        }
        return active;
    }

    /**
     * Whether a signal is on.
     *
     * @param signal the signal
     * @return true if the browser sends it
     */
    public boolean isActive(Signal signal) {
        return switch (signal) {
            case GPC -> gpc;
            case DNT -> dnt == DntField.DO_NOT_TRACK;
        };
    }

    private static boolean gpc(List<String> fields) {
        for (String field : fields) {
            if (anyMember(field, member -> member.equals("1"))) {
                return true;
            }
        }
        return false;
    }

    private static DntField dnt(List<String> fields) {
        if (fields.isEmpty()) {
            return DntField.UNSET;
        }
        if (fields.stream().anyMatch(field -> anyMember(field, member -> member.startsWith("1")))) {
            return DntField.DO_NOT_TRACK;
        }
        return fields.stream().anyMatch(field -> anyMember(field, member -> member.startsWith("0")))
                ? DntField.ALLOWS
                : DntField.UNSET;
    }

    /** Whether a member of a list that an intermediary may have folded with commas is as wanted. */
    private static boolean anyMember(String field, Predicate<String> wanted) {
        if (field.length() > MAX_FIELD) {
            return false;
        }
        int start = 0;
        for (int comma = field.indexOf(','); comma >= 0; comma = field.indexOf(',', start)) {
            if (wanted.test(field.substring(start, comma).strip())) {
                return true;
            }
            start = comma + 1;
        }
        return wanted.test(field.substring(start).strip());
    }

    private static List<String> languages(List<String> fields) {
        record Wish(String tag, double weight) {}
        List<Wish> wishes = new ArrayList<>();
        for (String field : fields) {
            String bounded = field.length() > MAX_FIELD ? field.substring(0, MAX_FIELD) : field;
            for (String part : bounded.split(",", MAX_LANGUAGES + 1)) {
                int semicolon = part.indexOf(';');
                String tag = (semicolon < 0 ? part : part.substring(0, semicolon)).strip();
                double weight = semicolon < 0 ? 1 : weight(part.substring(semicolon + 1));
                if (weight > 0 && TAG.matcher(tag).matches() && wishes.size() < MAX_LANGUAGES) {
                    wishes.add(new Wish(tag.toLowerCase(Locale.ROOT), weight));
                }
            }
        }
        wishes.sort((first, second) -> Double.compare(second.weight, first.weight));
        return wishes.stream().map(Wish::tag).distinct().toList();
    }

    private static double weight(String parameter) {
        String text = parameter.strip();
        return WEIGHT.matcher(text).matches() ? Double.parseDouble(text.substring(2)) : 0;
    }
}
