package dev.consent4j.servlet.enforcement.cookie;

/** What the gate rules for one cookie. */
public enum Ruling {
    /** Strictly necessary: passes, whatever was answered. */
    NECESSARY(true),
    /** Declared, and every purpose it is declared for is permitted. */
    PERMITTED(true),
    /** Deletes a cookie: always passes. */
    DELETION(true),
    /** Declared, and a purpose it is declared for is denied. */
    DENIED(false),
    /** The policy does not declare it. */
    UNDECLARED(false),
    /** One of the library's own cookies, which nobody else sets or deletes. */
    OWN(false),
    /** Its name would reach the browser changed, so it cannot be judged. */
    ILLEGIBLE(false);

    private final boolean passes;

    Ruling(boolean passes) {
        this.passes = passes;
    }

    /** Whether it passes where the gate enforces. */
    public boolean passes() {
        return passes;
    }

    /** Whether it passes where the gate only reports. */
    public boolean passesInReport() {
        return this != OWN && this != ILLEGIBLE;
    }

    /** Whether the answer depends on what the person or the policy says, so that it may differ between visitors. */
    public boolean dependsOnConsent() {
        return this == PERMITTED || this == DENIED || this == UNDECLARED;
    }
}
