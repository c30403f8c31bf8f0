package dev.consent4j.policy;

/** How a site takes it that a person agrees. */
public enum Taking implements Named {
    /** A banner or choices page with an answer of the person. */
    BANNER("banner"),
    /** A form with an answer of the person, such as a registration. */
    FORM("form"),
    /** Using the site (no consent: GDPR Rec. 32, C-673/17). */
    USE("use"),
    /** Going on to use the site after a change. */
    CONTINUED_USE("continued-use"),
    /** That the text was published. */
    PUBLICATION("publication"),
    /** That the person said nothing. */
    SILENCE("silence");

    private final String id;

    Taking(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /** Whether the person does something to say yes (GDPR Art. 4(11)). */
    public boolean affirmative() {
        return this == BANNER || this == FORM;
    }
}
