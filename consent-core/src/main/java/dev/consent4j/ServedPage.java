package dev.consent4j;

import dev.consent4j.decision.DecisionId;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.MacKey;
import dev.consent4j.policy.Named;
import dev.consent4j.signal.Signal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a page when it is served and travels in its form until the answer comes: no page is kept for each
 * visitor. It is authenticated, so that the proof of an answer rests on what we said, not on what a client says.
 *
 * @param signals the signals on the request that is answered with the page
 * @param preset ids of the purposes whose control is on
 */
public record ServedPage(Set<Signal> signals, Set<String> preset) {

    private static final int CODE_BYTES = 16;
    private static final int MAX_TEXT = 8 * 1_024;
    private static final String NOTHING_ON = "";

    /** Takes immutable copies. */
    public ServedPage {
        signals = Set.copyOf(signals);
        preset = Set.copyOf(preset);
    }

    /** Seals pages of one site; thread safe. */
    static final class Seal {

        private final String site;
        private final Keyring keys;

        Seal(String site, Keyring keys) {
            this.site = site;
            this.keys = keys;
        }

        String seal(ServedPage page, DecisionId id, String rendering) {
            String said = page.said();
            byte[] code = Arrays.copyOf(keys.current(KeyUse.TOKEN).mac(parts(said, id, rendering)), CODE_BYTES);
            return said + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        }

        Optional<ServedPage> open(String text, DecisionId id, String rendering) {
            int dot = text.lastIndexOf('.');
            if (dot < 0 || text.length() > MAX_TEXT) {
                return Optional.empty();
            }
            String said = text.substring(0, dot);
            byte[] code;
            try {
                code = Base64.getUrlDecoder().decode(text.substring(dot + 1));
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
            byte[][] parts = parts(said, id, rendering);
            boolean ours = false;
            for (MacKey key : keys.all(KeyUse.TOKEN)) {
                ours |= code.length == CODE_BYTES && key.verifies(code, parts);
            }
            return ours ? Optional.of(read(said)) : Optional.empty();
        }

        private byte[][] parts(String said, DecisionId id, String rendering) {
            return new byte[][] {utf8("served page"), utf8(site), id.bits(), utf8(rendering), utf8(said)};
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Signals, a semicolon, purposes; ids hold neither spaces nor semicolons. */
    private String said() {
        String said = String.join(" ", signals.stream().map(Signal::id).sorted().toList());
        return said + ";" + String.join(" ", new TreeSet<>(preset));
    }

    /** Only what was sealed is read, so it is well-formed. */
    private static ServedPage read(String said) {
        int semicolon = said.indexOf(';');
        Set<Signal> signals = EnumSet.noneOf(Signal.class);
        for (String id : said.substring(0, semicolon).split(" ", -1)) {
            Named.find(Signal.class, id).ifPresent(signals::add);
        }
        Set<String> preset =
                new TreeSet<>(Arrays.asList(said.substring(semicolon + 1).split(" ", -1)));
        preset.remove(NOTHING_ON);
        return new ServedPage(signals, preset);
    }
}
