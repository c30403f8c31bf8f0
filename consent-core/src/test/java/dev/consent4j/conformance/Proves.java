package dev.consent4j.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The clauses of a specification or law that a test, or every test of a class, proves kept. The ids are those of
 * {@code docs/conformance.md}, which is generated from these annotations; an id that is not there fails the build.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Proves {

    /** Ids of clauses, such as {@code EU-1}. */
    String[] value();
}
