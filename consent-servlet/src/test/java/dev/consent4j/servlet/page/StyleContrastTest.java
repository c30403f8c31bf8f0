package dev.consent4j.servlet.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colours of our style sheets, by WCAG 2.2 SC 1.4.3 and 1.4.11. */
class StyleContrastTest {

    private static final double TEXT = 4.5;
    private static final double CONTROL = 3;
    private static final Pattern COLOUR = Pattern.compile("--(?:pc|cc|ce)-([a-z-]+): #([0-9a-f]{6});");

    @Proves({"P-9", "CO-2"})
    @ParameterizedTest
    @CsvSource({
        "/dev/consent4j/servlet/banner/consent.css",
        "/dev/consent4j/servlet/console/console.css",
        "/dev/consent4j/servlet/explain/explain.css"
    })
    void textAndControlsStandOutInLightAndDark(String sheet) throws IOException {
        String css = read(sheet);
        int dark = css.indexOf("prefers-color-scheme: dark");
        for (Map<String, Double> colours : List.of(colours(css.substring(0, dark)), colours(css.substring(dark)))) {
            List<String> text = new ArrayList<>(List.of("ink", "quiet", "link"));
            List.of("on", "off", "yes", "no").stream()
                    .filter(colours::containsKey)
                    .forEach(text::add);
            for (String name : text) {
                for (String ground : List.of("paper", "panel")) {
                    assertContrast(colours, name, ground, TEXT);
                }
            }
            assertContrast(colours, "button-ink", "button", TEXT);
            if (colours.containsKey("button-over")) {
                assertContrast(colours, "button-ink", "button-over", TEXT);
                assertContrast(colours, "ink", "faint", TEXT);
            }
            assertContrast(colours, "button", "paper", CONTROL);
            assertContrast(colours, "line", "paper", CONTROL);
            assertContrast(colours, "focus", "paper", CONTROL);
            assertContrast(colours, "focus", "panel", CONTROL);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/consent4j/servlet/banner/consent.css",
        "/dev/consent4j/servlet/console/console.css",
        "/dev/consent4j/servlet/explain/explain.css"
    })
    void nothingIsFixedOrFetched(String sheet) throws IOException {
        String css = read(sheet);

        assertFalse(css.contains("position: fixed") || css.contains("position: sticky"));
        assertFalse(css.contains("url(") || css.contains("@import"));
        assertFalse(Pattern.compile("(margin|padding|border)-(left|right)|text-align: (left|right)")
                .matcher(css)
                .find());
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/consent4j/servlet/banner/consent.css,.pc .pc-button {",
        "/dev/consent4j/servlet/console/console.css,button {"
    })
    void buttonsAreLargeEnoughToHit(String sheet, String selector) throws IOException {
        String css = read(sheet);
        String rule = css.substring(css.indexOf(selector), css.indexOf('}', css.indexOf(selector)));

        assertTrue(rule.contains("min-block-size: 44px"), rule);
    }

    private static void assertContrast(Map<String, Double> colours, String one, String other, double least) {
        double first = colours.get(one) + 0.05;
        double second = colours.get(other) + 0.05;
        double ratio = Math.max(first, second) / Math.min(first, second);
        assertTrue(ratio >= least, () -> one + " on " + other + " has a contrast of only " + ratio);
    }

    private static Map<String, Double> colours(String css) {
        Map<String, Double> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(css);
        while (matcher.find()) {
            colours.put(matcher.group(1), luminance(Integer.parseInt(matcher.group(2), 16)));
        }
        assertEquals(13, colours.size() + (colours.containsKey("yes") ? 1 : 0));
        return colours;
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static String read(String sheet) throws IOException {
        try (InputStream in = StyleContrastTest.class.getResourceAsStream(sheet)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
