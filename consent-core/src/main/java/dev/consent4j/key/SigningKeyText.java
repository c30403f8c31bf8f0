package dev.consent4j.key;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of a file of signing keys: a header, then one key a line, the current one of each ledger first. */
final class SigningKeyText implements KeyFormat<SigningKeys> {

    private static final String HEADER = "consent4j-signing-keys 1";
    private static final String COMMENT =
            "# Secret signing keys of Consent4J. Nobody else may read this file; back it up.";

    @Override
    public String write(SigningKeys keys) {
        StringBuilder text = new StringBuilder();
        text.append(COMMENT).append('\n').append(HEADER).append('\n');
        keys.all().forEach(key -> text.append(key.text()).append('\n'));
        return text.toString();
    }

    @Override
    public SigningKeys read(String text) throws MalformedKeysException {
        Map<String, List<SigningKey>> keys = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        boolean headed = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (headed) {
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
        return new SigningKeys(keys);
    }

    private static MalformedKeysException unheaded() {
        return new MalformedKeysException("does not begin with '" + HEADER + "'");
    }

    private static void add(Map<String, List<SigningKey>> keys, String line, int number) throws MalformedKeysException {
        SigningKey key = SigningKey.parse(line)
                .orElseThrow(() -> new MalformedKeysException("has a line " + number + " that is no signing key"));
        List<SigningKey> list = keys.computeIfAbsent(key.verifyingKey().name(), name -> new ArrayList<>());
        if (list.stream()
                .anyMatch(
                        other -> other.verifyingKey().id() == key.verifyingKey().id())) {
            throw new MalformedKeysException("has the key of line " + number + " twice");
        }
        if (list.size() == SigningKeys.MAX_KEYS_PER_LEDGER) {
            throw new MalformedKeysException("has more than " + SigningKeys.MAX_KEYS_PER_LEDGER + " keys of one name");
        }
        list.add(key);
    }
}
