package dev.consent4j.policy;

/**
 * What sort of change leads from one version of a policy to the next. What goes beyond what a person agreed to is
 * material: a grant given before does not cover it. Removals and shortenings are not.
 */
public enum ChangeKind implements Named {
    /** A purpose nobody could answer before. */
    PURPOSE_ADDED("purpose-added", true),
    /** A purpose is gone; its cookies are deleted. */
    PURPOSE_REMOVED("purpose-removed", false),
    /** A purpose that was strictly necessary waits for an answer now. */
    BECAME_OPTIONAL("became-optional", true),
    /** A purpose is strictly necessary now, so that nobody is asked about it. */
    BECAME_REQUIRED("became-required", false),
    /** Somebody else is responsible. */
    CONTROLLER("controller", true),
    /** Title or description of a purpose; not material in a version that is a {@link CopyEdit}. */
    WORDING("wording", true),
    /** The legal basis somewhere. */
    LEGAL_BASIS("legal-basis", true),
    /** More or other data is used. */
    DATA_ADDED("data-added", true),
    /** Less data is used. */
    DATA_REMOVED("data-removed", false),
    /** Somebody else receives data, or the same one in another country or by another transfer mechanism. */
    RECIPIENT_ADDED("recipient-added", true),
    /** Somebody no longer receives data, or not in this country or by this transfer mechanism. */
    RECIPIENT_REMOVED("recipient-removed", false),
    /** A use that a signal may stop came to it. */
    USE_ADDED("use-added", true),
    /** A use that a signal may stop is gone. */
    USE_REMOVED("use-removed", false),
    /** It decides about people without a human now. */
    AUTOMATED_ADDED("automated-added", true),
    /** It no longer decides about people without a human. */
    AUTOMATED_REMOVED("automated-removed", false),
    /** Data is kept longer. */
    RETENTION_LONGER("retention-longer", true),
    /** Data is kept for a shorter time. */
    RETENTION_SHORTER("retention-shorter", false),
    /** An item is stored on devices that was not before. */
    ITEM_ADDED("item-added", true),
    /** An item is no longer stored on devices. */
    ITEM_REMOVED("item-removed", false),
    /** An item stays on devices longer. */
    LIFETIME_LONGER("lifetime-longer", true),
    /** An item stays on devices for a shorter time. */
    LIFETIME_SHORTER("lifetime-shorter", false),
    /** A vendor is named that was not; material for the purposes it serves, where it is a recipient. */
    VENDOR_ADDED("vendor-added", false),
    /** A vendor is no longer named. */
    VENDOR_REMOVED("vendor-removed", false);

    private final String id;
    private final boolean material;

    ChangeKind(String id, boolean material) {
        this.id = id;
        this.material = material;
    }

    @Override
    public String id() {
        return id;
    }

    /** Whether a grant does not cover such a change, unless the version says that only wording was edited. */
    boolean material() {
        return material;
    }
}
