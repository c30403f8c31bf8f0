package dev.consent4j.policy;

import java.nio.charset.StandardCharsets;

/** The 16 bits that stand for a purpose id in the consent cookie; unique within a policy history. */
public final class PurposeTag {

    private PurposeTag() {}

    /**
     * The tag of an id: the first 16 bits of its SHA-256.
     *
     * @param purposeId the purpose's id
     * @return 0 to 65,535
     */
    public static int of(String purposeId) {
        byte[] hash = PolicyText.sha256(purposeId.getBytes(StandardCharsets.UTF_8));
        return (hash[0] & 0xff) << 8 | hash[1] & 0xff;
    }
}
