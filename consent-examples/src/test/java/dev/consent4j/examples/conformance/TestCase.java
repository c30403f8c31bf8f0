package dev.consent4j.examples.conformance;

import java.util.List;

/**
 * A test method as its source has it.
 *
 * @param owner qualified name of the class it is written in
 * @param method its name
 * @param proves ids of the clauses it proves, those its class proves included
 */
record TestCase(String owner, String method, List<String> proves) {

    /** Copies the list. */
    TestCase {
        proves = List.copyOf(proves);
    }

    /** Whether somebody means this test who writes {@code Class.method}, with as many packages before it as needed. */
    boolean isNamed(String name) {
        return ("." + owner + "." + method).endsWith("." + name);
    }

    /** Class and method, with as many packages before them as tell the class from others of that name. */
    String shortName(List<TestCase> all) {
        int from = owner.lastIndexOf('.');
        while (from > 0 && isAmbiguous(owner.substring(from), all)) {
            from = owner.lastIndexOf('.', from - 1);
        }
        return owner.substring(from + 1) + "." + method;
    }

    private boolean isAmbiguous(String end, List<TestCase> all) {
        return all.stream().anyMatch(other -> !other.owner.equals(owner) && ("." + other.owner).endsWith(end));
    }
}
