package dev.consent4j.servlet.banner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.evaluation.Prompt;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.policy.ChangeKind;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Named;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    private final Texts english = Texts.in("en");

    @Proves({"EU-4", "P-9"})
    @Test
    void everyLanguageSaysEverythingWithTheSamePlaces() {
        for (String language : Texts.LANGUAGES) {
            Texts texts = Texts.in(language);
            assertEquals(new TreeSet<>(english.keys()), new TreeSet<>(texts.keys()), language);
            for (String key : english.keys()) {
                assertEquals(places(english.text(key)), places(texts.text(key)), language + " " + key);
                assertEquals(english.text(key).isBlank(), texts.text(key).isBlank(), language + " " + key);
            }
        }
    }

    @Test
    void everyValueOfThePolicyAndTheVerdictHasItsWords() {
        Map<String, Named[]> named = Map.of(
                "state.", Reason.values(),
                "basis.", LegalBasis.values(),
                "kind.", DataKind.values(),
                "transfer.", Transfer.values(),
                "technology.", Technology.values(),
                "banner.intro.", Model.values(),
                "choices.intro.", Model.values(),
                "action.", Action.values(),
                "use.", Use.values(),
                "change.kind.", DataKind.values());
        named.forEach((prefix, values) -> {
            for (Named value : values) {
                assertTrue(english.keys().contains(prefix + value.id()), prefix + value.id());
            }
        });
        for (ChangeKind kind : ChangeKind.values()) {
            boolean material = switch (kind) {
                case PURPOSE_REMOVED,
                        BECAME_REQUIRED,
                        DATA_REMOVED,
                        RECIPIENT_REMOVED,
                        USE_REMOVED,
                        AUTOMATED_REMOVED,
                        RETENTION_SHORTER,
                        ITEM_REMOVED,
                        LIFETIME_SHORTER,
                        VENDOR_ADDED,
                        VENDOR_REMOVED -> false;
                default -> true;
            };
            assertEquals(material, english.keys().contains("change." + kind.id()), kind.id());
        }
        for (Prompt prompt : Prompt.values()) {
            assertEquals(prompt.asks(), english.keys().contains("banner.title." + prompt.id()), prompt.id());
        }
    }

    @Test
    void aRegionalTagFindsItsLanguageAndAnUnknownOneEnglish() {
        assertEquals("de", Texts.in("de-AT").language());
        assertEquals("de", Texts.in("DE").language());
        assertEquals("en", Texts.in("fr").language());
        assertEquals("en", Texts.in("").language());
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(found -> found.group())
                .sorted()
                .collect(Collectors.toList());
    }
}
