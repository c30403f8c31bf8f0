package dev.consent4j.policy;

/** A right a person has against a controller. */
public enum Right implements Named {
    /** To know and to have a copy (GDPR Art. 15). */
    ACCESS("access"),
    /** To have mistakes mended (Art. 16). */
    RECTIFICATION("rectification"),
    /** To have data erased (Art. 17). */
    ERASURE("erasure"),
    /** To have use restricted (Art. 18). */
    RESTRICTION("restriction"),
    /** To take data along (Art. 20). */
    PORTABILITY("portability"),
    /** To object (Art. 21). */
    OBJECTION("objection"),
    /** To withdraw consent (Art. 7(3)). */
    WITHDRAWAL("withdrawal"),
    /** To complain to an authority (Art. 77), or to the site. */
    COMPLAINT("complaint");

    private final String id;

    Right(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
