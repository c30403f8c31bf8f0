package dev.consent4j.policy;

/** Something a published text has to speak of. */
public enum Topic implements Named {
    /** Who is responsible and how to reach them (GDPR Art. 13(1)(a)). */
    CONTACT("contact"),
    /** Which third parties there are (Art. 13(1)(e)). */
    VENDORS("vendors"),
    /** Which items are stored on devices (ePrivacy Art. 5(3)). */
    COOKIES("cookies"),
    /** How long data is kept (Art. 13(2)(a)). */
    RETENTION("retention"),
    /** Where data goes and why it may (Art. 13(1)(f)). */
    TRANSFERS("transfers"),
    /** Which rights a person has (Art. 13(2)(b)). */
    RIGHTS("rights"),
    /** How fast a request is answered (Art. 12(3)). */
    DEADLINES("deadlines"),
    /** How to refuse. */
    REFUSAL("refusal"),
    /** How to withdraw (Art. 7(3)). */
    WITHDRAWAL("withdrawal"),
    /** Which law the site follows where. */
    REGIMES("regimes"),
    /** From when the text holds. */
    EFFECTIVE_DATE("effective-date"),
    /** What Do Not Track changes (Cal. Bus. &amp; Prof. 22575(b)(5)). */
    DNT("dnt");

    private final String id;

    Topic(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
