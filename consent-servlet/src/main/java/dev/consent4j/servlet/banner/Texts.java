package dev.consent4j.servlet.banner;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The library's own wording in one language. Immutable, thread safe. */
final class Texts {

    /** Languages the library speaks, the first being the fallback. */
    static final List<String> LANGUAGES = List.of("en", "de");

    private static final Map<String, Texts> BY_LANGUAGE =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(tag -> tag, Texts::new));

    private final String language;
    private final Properties byKey = new Properties();

    private Texts(String language) {
        this.language = language;
        try (InputStream in = Texts.class.getResourceAsStream("texts_" + language + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("the wording in " + language + " is missing");
            }
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                byKey.load(reader);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The wording for a language tag: its language, else the fallback. */
    static Texts in(String tag) {
        int hyphen = tag.indexOf('-');
        String primary = (hyphen < 0 ? tag : tag.substring(0, hyphen)).toLowerCase(Locale.ROOT);
        return Objects.requireNonNull(BY_LANGUAGE.get(LANGUAGES.contains(primary) ? primary : LANGUAGES.get(0)));
    }

    /** The language it is in. */
    String language() {
        return language;
    }

    Set<String> keys() {
        return byKey.stringPropertyNames();
    }

    /** The wording of a key, with {@code {0}}, {@code {1}} and so on filled in. */
    String text(String key, Object... values) {
        String text = byKey.getProperty(key, key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }
}
