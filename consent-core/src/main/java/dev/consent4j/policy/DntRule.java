package dev.consent4j.policy;

/** What a site does with {@code DNT: 1} in a jurisdiction. */
public enum DntRule implements Named {
    /** Takes it as an objection to tracking that rests on an interest one can object to. */
    OBJECT("object"),
    /** Does not act on it, and says so; a regime that gives it the force of law wins all the same. */
    IGNORE("ignore");

    private final String id;

    DntRule(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
