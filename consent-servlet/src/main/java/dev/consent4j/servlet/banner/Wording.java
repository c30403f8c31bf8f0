package dev.consent4j.servlet.banner;

import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Text;
import dev.consent4j.servlet.page.Html;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a policy speaks to one reader: the library's wording and the policy's own, which may be in another language.
 *
 * @param texts the library's wording
 * @param policy the policy
 * @param language the tag of the policy's languages that the reader wants
 */
record Wording(Texts texts, Policy policy, String language) {

    static Wording of(Policy policy, String language) {
        return new Wording(Texts.in(language), policy, language);
    }

    /** The language of the page around the policy's texts. */
    String pageLanguage() {
        return texts.language();
    }

    String say(String key, Object... values) {
        return texts.text(key, values);
    }

    String of(Text text) {
        return text.in(language, fallback());
    }

    /** A title, or the id of what has none. */
    String title(Text text, String id) {
        String title = of(text);
        return title.isBlank() ? id : title;
    }

    private String fallback() {
        return policy.languages().get(0);
    }

    /** Adds a policy text as an element that says its language, where that is not the page's. */
    Html add(Html html, String element, String type, Text text, String otherwise) {
        html.open(element).withIf(!type.isEmpty(), "class", type);
        String tag = text.isEmpty() ? pageLanguage() : tag(text);
        if (!tag.equals(pageLanguage())) {
            html.with("lang", tag).with("dir", "auto");
        }
        return html.text(title(text, otherwise)).close();
    }

    private String tag(Text text) {
        Map<String, String> wordings = text.byLanguage();
        if (wordings.containsKey(language)) {
            return language;
        }
        boolean known = wordings.containsKey("") || wordings.containsKey(fallback());
        return known ? fallback() : wordings.keySet().iterator().next();
    }

    String country(String code) {
        return code.isEmpty() ? "" : new Locale("", code).getDisplayCountry(locale());
    }

    String day(LocalDate day) {
        String pattern = pageLanguage().equals("de") ? "d. MMMM yyyy" : "d MMMM yyyy";
        return DateTimeFormatter.ofPattern(pattern, locale()).format(day);
    }

    Locale locale() {
        return Locale.forLanguageTag(pageLanguage());
    }

    /** A lifetime in words, such as {@code 1 year, 1 month}. */
    String lifetime(Lifetime lifetime) {
        List<String> parts = new ArrayList<>();
        if (lifetime.iso().contains("T")) {
            Duration duration = Duration.parse(lifetime.iso());
            unit(parts, "days", duration.toDaysPart());
            unit(parts, "hours", duration.toHoursPart());
            unit(parts, "minutes", duration.toMinutesPart());
            unit(parts, "seconds", duration.toSecondsPart());
        } else {
            Period period = Period.parse(lifetime.iso());
            unit(parts, "years", period.getYears());
            unit(parts, "months", period.getMonths());
            unit(parts, "days", period.getDays());
        }
        return parts.isEmpty() ? say("unit.seconds.many", 0) : String.join(", ", parts);
    }

    private void unit(List<String> parts, String unit, long count) {
        if (count != 0) {
            parts.add(count == 1 ? say("unit." + unit + ".one") : say("unit." + unit + ".many", count));
        }
    }
}
