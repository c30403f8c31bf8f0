package dev.consent4j.policy;

/**
 * One difference between two versions of a policy.
 *
 * @param kind what sort it is
 * @param purpose the id of the purpose it concerns; empty if it concerns the policy as a whole
 * @param item what was added, removed or changed, in words: a recipient, an item of data, a cookie; empty if the kind
 *     says all
 * @param before what was said before, empty if nothing was
 * @param after what is said now, empty if nothing is
 * @param material whether a grant given before does not cover it
 */
public record PolicyChange(
        ChangeKind kind, String purpose, String item, String before, String after, boolean material) {

    /** How a change names data that is kept of single people, not as totals only. */
    public static final String INDIVIDUALS = "data of individuals";

    static PolicyChange of(ChangeKind kind, String purpose, String item) {
        return new PolicyChange(kind, purpose, item, "", "", kind.material());
    }

    static PolicyChange of(ChangeKind kind, String purpose, String item, String before, String after) {
        return new PolicyChange(kind, purpose, item, before, after, kind.material());
    }

    /**
     * How a change names a kind of data.
     *
     * @param kind the kind
     * @return its English words
     */
    public static String words(DataKind kind) {
        return kind.id() + " data";
    }

    /**
     * How a change names where data comes from.
     *
     * @param source the source
     * @return its English words
     */
    public static String fromSource(String source) {
        return "data from " + source;
    }

    /**
     * How a change names a vendor as a recipient.
     *
     * @param vendor the vendor
     * @return its English words, with country and transfer mechanism
     */
    public static String words(Vendor vendor) {
        String country = vendor.country().isEmpty() ? "no country named" : vendor.country();
        return vendor.name() + " (" + country + ", transfer: "
                + vendor.transfer().id() + ")";
    }

    /**
     * How a change names an item on the device.
     *
     * @param item the item
     * @return its English words
     */
    public static String words(Declaration item) {
        return item.technology().id() + " " + item.name() + (item.domain() == null ? "" : " of " + item.domain());
    }

    /** The change in English, such as {@code the cookie _ga stays longer: P14M instead of P13M}. */
    public String words() {
        return switch (kind) {
            case PURPOSE_ADDED -> "a new purpose";
            case PURPOSE_REMOVED -> "the purpose is gone";
            case BECAME_OPTIONAL -> "was strictly necessary and waits for an answer now";
            case BECAME_REQUIRED -> "is strictly necessary now";
            case CONTROLLER -> "the controller is " + after + " instead of " + before;
            case WORDING ->
                material
                        ? "title or description says something else"
                        : "title or description is worded differently and means the same";
            case LEGAL_BASIS -> "the legal basis is " + after + " instead of " + before;
            case DATA_ADDED -> "uses " + item + " too";
            case DATA_REMOVED -> "no longer uses " + item;
            case RECIPIENT_ADDED -> item + " receives data too";
            case RECIPIENT_REMOVED -> item + " no longer receives data";
            case USE_ADDED -> "is used for " + item + " too";
            case USE_REMOVED -> "is no longer used for " + item;
            case AUTOMATED_ADDED -> "decides about people without a human";
            case AUTOMATED_REMOVED -> "no longer decides about people without a human";
            case RETENTION_LONGER -> "data is kept longer: " + insteadOf();
            case RETENTION_SHORTER -> "data is kept for a shorter time: " + insteadOf();
            case ITEM_ADDED -> "stores " + item + " for " + after;
            case ITEM_REMOVED -> "no longer stores " + item;
            case LIFETIME_LONGER -> item + " stays longer: " + insteadOf();
            case LIFETIME_SHORTER -> item + " stays for a shorter time: " + insteadOf();
            case VENDOR_ADDED -> "names the vendor " + item;
            case VENDOR_REMOVED -> "no longer names the vendor " + item;
        };
    }

    private String insteadOf() {
        return after + " instead of " + before;
    }
}
