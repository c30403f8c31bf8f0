package dev.consent4j.servlet.enforcement.cookie;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** The lenient date of a cookie's {@code Expires} attribute (RFC 6265bis, 5.6.1). */
final class CookieDate {

    /** Characters looked at; a browser's limit for an attribute's value. */
    private static final int MAX_LENGTH = 1_024;

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int MONTH_LETTERS = 3;
    private static final int FIRST_YEAR = 1_601;
    private static final int NONE = -1;
    private static final int FIELDS = 3;

    private int hour = NONE;
    private int minute = NONE;
    private int second = NONE;
    private int day = NONE;
    private int month = NONE;
    private int year = NONE;

    private CookieDate() {}

    /** The instant a text names, empty if it names none. */
    static Optional<Instant> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        CookieDate date = new CookieDate();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isDelimiter(text.charAt(i))) {
                if (i > start) {
                    date.token(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return date.instant();
    }

    /** A token counts for the first part it fits and that is still missing. */
    private void token(String token) {
        if (hour == NONE && time(token)) {
            return;
        }
        int digits = digits(token, 0);
        if (day == NONE && digits >= 1 && digits <= 2) {
            day = Integer.parseInt(token.substring(0, digits));
        } else if (month == NONE && isMonth(token)) {
            month = monthOf(token);
        } else if (year == NONE && digits >= 2 && digits <= 4) {
            year = Integer.parseInt(token.substring(0, digits));
        }
    }

    private boolean time(String token) {
        int[] fields = new int[FIELDS];
        int at = 0;
        for (int i = 0; i < FIELDS; i++) {
            int digits = digits(token, at);
            boolean colon = i == FIELDS - 1 || at + digits < token.length() && token.charAt(at + digits) == ':';
            if (digits < 1 || digits > 2 || !colon) {
                return false;
            }
            fields[i] = Integer.parseInt(token.substring(at, at + digits));
            at += digits + 1;
        }
        hour = fields[0];
        minute = fields[1];
        second = fields[2];
        return true;
    }

    private static int digits(String token, int from) {
        int at = from;
        while (at < token.length() && token.charAt(at) >= '0' && token.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }

    private static boolean isMonth(String token) {
        return monthOf(token) > 0;
    }

    private static int monthOf(String token) {
        if (token.length() < MONTH_LETTERS) {
            return 0;
        }
        int at = MONTHS.indexOf(token.substring(0, MONTH_LETTERS).toLowerCase(Locale.ROOT));
        return at >= 0 && at % MONTH_LETTERS == 0 ? at / MONTH_LETTERS + 1 : 0;
    }

    private Optional<Instant> instant() {
        int fullYear = year;
        if (year >= 70 && year <= 99) {
            fullYear = year + 1_900;
        } else if (year >= 0 && year <= 69) {
            fullYear = year + 2_000;
        }
        if (hour == NONE || day == NONE || month == NONE || fullYear < FIRST_YEAR) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.of(fullYear, month, day, hour, minute, second).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchDate) {
            return Optional.empty();
        }
    }

    private static boolean isDelimiter(char c) {
        return c == '\t'
                || c >= ' ' && c <= '/'
                || c >= ';' && c <= '@'
                || c >= '[' && c <= '`'
                || c >= '{' && c <= '~';
    }
}
