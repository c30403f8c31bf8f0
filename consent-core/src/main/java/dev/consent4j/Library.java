package dev.consent4j;

import java.util.Objects;

/** This library, as entries name it. */
final class Library {

    /** The version in the jar's manifest, {@code development} outside a jar. */
    static final String VERSION =
            Objects.requireNonNullElse(Library.class.getPackage().getImplementationVersion(), "development");

    private Library() {}
}
