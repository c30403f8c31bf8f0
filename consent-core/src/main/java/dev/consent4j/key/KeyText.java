package dev.consent4j.key;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a key file: a header, then one key a line, the current one of each use first, then the ids of keys that were
 * taken out.
 */
final class KeyText implements KeyFormat<Keyring> {

    private static final String HEADER = "consent4j-keys 1";
    private static final String COMMENT = "# Secret keys of Consent4J. Nobody else may read this file; back it up.";
    private static final Pattern LINE = Pattern.compile("([a-z]+) ([0-9a-f]{4}) ([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])");
    private static final Pattern RETIRED = Pattern.compile("retired ([a-z]+) ([0-9a-f]{4})");

    @Override
    public String write(Keyring ring) {
        StringBuilder text = new StringBuilder();
        text.append(COMMENT).append('\n').append(HEADER).append('\n');
        for (KeyUse use : KeyUse.values()) {
            for (MacKey key : ring.all(use)) {
                String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(key.secret());
                text.append(use.id()).append(' ').append(key.text()).append(' ');
                text.append(secret).append('\n');
            }
        }
        for (String id : ring.retired()) {
            text.append("retired ").append(id.replace(':', ' ')).append('\n');
        }
        return text.toString();
    }

    /** A file written before a use was known lacks keys for it. */
    @Override
    public Keyring read(String text) throws MalformedKeysException {
        Map<KeyUse, List<MacKey>> keys = new EnumMap<>(KeyUse.class);
        Set<String> retired = new TreeSet<>();
        List<String> lines = text.lines().toList();
        boolean headed = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher gone = RETIRED.matcher(line);
            if (headed && gone.matches()) {
                retired.add(use(gone.group(1), i + 1).id() + ":" + gone.group(2));
            } else if (headed) {
                add(keys, line, i + 1);
            } else if (line.equals(HEADER)) {
                headed = true;
            } else {
                throw unheaded();
            }
        }
        if (!headed) {
            throw unheaded();
        }
        for (KeyUse use : KeyUse.values()) {
            if (!use.isAddable() && !keys.containsKey(use)) {
                throw new MalformedKeysException("has no key for '" + use.id() + "'");
            }
        }
        Keyring ring = new Keyring(keys, retired);
        if (!Collections.disjoint(ring.ids(), retired)) {
            throw new MalformedKeysException("has a key that it names as retired");
        }
        return ring;
    }

    private static MalformedKeysException unheaded() {
        return new MalformedKeysException("does not begin with '" + HEADER + "'");
    }

    private static void add(Map<KeyUse, List<MacKey>> keys, String line, int number) throws MalformedKeysException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new MalformedKeysException("has a line " + number + " that is not 'use id secret'");
        }
        KeyUse use = use(parts.group(1), number);
        MacKey key = new MacKey(
                HexFormat.fromHexDigits(parts.group(2)), Base64.getUrlDecoder().decode(parts.group(3)));
        List<MacKey> list = keys.computeIfAbsent(use, ignored -> new ArrayList<>());
        if (list.stream().anyMatch(other -> other.id() == key.id())) {
            throw new MalformedKeysException("has the id of line " + number + " twice");
        }
        if (list.size() == Keyring.MAX_KEYS_PER_USE) {
            throw new MalformedKeysException(
                    "has more than " + Keyring.MAX_KEYS_PER_USE + " keys for '" + use.id() + "'");
        }
        list.add(key);
    }

    private static KeyUse use(String id, int number) throws MalformedKeysException {
        return KeyUse.find(id)
                .orElseThrow(() -> new MalformedKeysException("has a key of unknown use in line " + number));
    }
}
